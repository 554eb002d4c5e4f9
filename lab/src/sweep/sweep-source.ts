import { misuse } from "@overparam/core";
import type { SweepFile } from "./sweep-file.ts";

/** A sweep, and how to say where in its text something is wrong. */
export interface SweepSource {
  readonly file: SweepFile;
  /**
   * The error for a place in the file.
   *
   * @param path keys and indices from the root
   */
  fault(path: readonly PropertyKey[], wanted: string, got?: unknown, advice?: string): Error;
}

/** A mistake in a file, told in one sentence with its place, and below it the line with a caret. */
export class SourceFault extends Error {
  override readonly name = "Misuse";
}

/** A sweep that was made in a program and has no text. */
export function sweepSource(file: SweepFile): SweepSource {
  return { file, fault: (path, wanted, got, advice) => misuse(`sweep, ${pathText(path)}`, wanted, got, advice) };
}

/** `axes[0].log.from`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.map((key, at) => (typeof key === "number" ? `[${key}]` : at === 0 ? String(key) : `.${String(key)}`)).join("");
}
