import { type Backend, misuse } from "@overparam/core";
import type { StoredSweep } from "./sweep-json.ts";

/**
 * Holds a sweep to the backend that it was first started with: backends differ in the last bits, so records of two must not stand in one table.
 *
 * @errors one sentence where it is another
 */
export function pinned(folder: string, { backend }: Pick<StoredSweep, "backend">, now: Backend): void {
  if (backend === now) return;
  throw misuse(
    folder,
    `the sweep there was begun with backend ${backend}, which all its trials keep`,
    now,
    "leave --backend out, or take another folder with --out",
  );
}
