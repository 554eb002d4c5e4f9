import { existsSync, mkdirSync, rmSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { guardFiles } from "./guard-files.ts";

/**
 * Makes a folder with its parents and gives back how to undo it: removes the outermost folder that it made, with all content.
 * Several workers may make the same folder at once: it is whose call made it.
 *
 * @errors one sentence where the place cannot hold it
 */
export function makeFolder(path: string): { readonly undo: () => void } {
  // One by one: Node's own recursive mkdir never returns where a parent exists and still nothing can be made in it (/proc).
  const missing: string[] = [];
  for (let at = resolve(path); !existsSync(at) && dirname(at) !== at; at = dirname(at)) missing.unshift(at);
  const made: string[] = [];
  guardFiles(path, () => missing.forEach((folder) => makeOne(folder) && made.push(folder)), "choose another place with --out DIR");
  const [outermost] = made;
  return {
    undo: () => {
      if (outermost !== undefined) rmSync(outermost, { recursive: true, force: true });
    },
  };
}

/** Whether it was this call that made the folder. */
function makeOne(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST" && statSync(folder).isDirectory()) return false;
    throw error;
  }
}
