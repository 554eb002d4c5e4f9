import { join } from "node:path";
import { writeStudy } from "../../src/new-study/write-study.ts";
import { folder } from "./folder.ts";

/** A folder of studies with the one that `new-study` writes. */
export function writtenStudy(name: string): string {
  const dir = folder("studies");
  writeStudy(name, dir);
  return join(dir, name);
}
