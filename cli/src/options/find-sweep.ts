import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { misuse, nearestName } from "@overparam/core";

/** The name of a sweep: its file's, without the ending. */
export function sweepName(file: string): string {
  return basename(file).replace(/\.ya?ml$/i, "") || "sweep";
}

/**
 * The folder of a sweep: a path as it is, else its name or its file's, looked for in `root`.
 *
 * @errors one sentence where there is none
 */
export function findSweep(name: string, root: string): string {
  if (existsSync(name) && statSync(name).isDirectory()) return name;
  const place = join(root, sweepName(name));
  if (existsSync(place)) return place;
  const there = existsSync(root)
    ? readdirSync(root, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []))
    : [];
  const near = nearestName(sweepName(name), there);
  const advice =
    near !== undefined
      ? `did you mean ${join(root, near)}`
      : "name the folder that `overparam sweep` printed, or say where sweeps are with --sweeps DIR";
  throw misuse(name, `there is no such folder, and no sweep of this name in ${root}`, undefined, advice);
}
