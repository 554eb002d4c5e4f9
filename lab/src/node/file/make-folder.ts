import { mkdirSync, rmSync } from "node:fs";
import { guardFiles } from "./guard-files.ts";

/**
 * Makes a folder with its parents and gives back how to undo it: removes the outermost folder that it made, with all content.
 *
 * @errors one sentence where the place cannot hold it
 */
export function makeFolder(path: string): { readonly undo: () => void } {
  const outermost = guardFiles(path, () => mkdirSync(path, { recursive: true }), "choose another place with --out DIR");
  return {
    undo: () => {
      if (outermost !== undefined) rmSync(outermost, { recursive: true, force: true });
    },
  };
}
