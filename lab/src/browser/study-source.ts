import type { Study } from "@overparam/core";

/** A study that a page was built with: its folder's name, and how to fetch its code. */
export interface StudySource {
  readonly id: string;
  load(): Promise<Study>;
}
