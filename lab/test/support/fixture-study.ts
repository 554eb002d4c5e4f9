import { fileURLToPath } from "node:url";
import { type FoundStudy, loadStudy } from "../../src/node/studies/load-study.ts";

/** The folder of a study of the tests. */
export const fixtureFolder = (name: string, of: "studies" | "trouble" = "studies"): string =>
  fileURLToPath(new URL(`../fixtures/${of}/${name}`, import.meta.url));

/** A study of the tests, loaded as `--studies` loads it. */
export function fixtureStudy(name: string, of: "studies" | "trouble" = "studies"): Promise<FoundStudy> {
  return loadStudy({ name, from: "directory", path: fixtureFolder(name, of) });
}
