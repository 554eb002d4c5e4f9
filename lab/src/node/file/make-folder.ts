import { existsSync, mkdirSync, rmSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { guardFiles } from "./guard-files.ts";

/**
 * Makes a folder with its parents and gives back how to undo it: removes the outermost folder that it made, with all content.
 *
 * @errors one sentence where the place cannot hold it
 */
export function makeFolder(path: string): { readonly undo: () => void } {
  // One by one: Node's own recursive mkdir never returns where a parent exists and still nothing can be made in it (/proc).
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  guardFiles(path, () => missing.forEach((folder) => mkdirSync(folder)), "choose another place with --out DIR");
  const [outermost] = missing;
  return {
    undo: () => {
      if (outermost !== undefined) rmSync(outermost, { recursive: true, force: true });
    },
  };
}
