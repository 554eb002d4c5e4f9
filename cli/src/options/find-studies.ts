import { delimiter } from "node:path";
import type { Study } from "@overparam/core";
import { discoverStudies, type FoundStudy, findStudy } from "@overparam/lab/node";
import type { Terminal } from "../terminal/terminal.ts";

/** Folders to look in: those of the command line, then those of OVERPARAM_STUDIES. */
export function studyFolders(options: readonly string[]): string[] {
  return [...options, ...(process.env.OVERPARAM_STUDIES ?? "").split(delimiter).filter((folder) => folder !== "")];
}

/** Every study that is here; one that cannot be loaded is told in a sentence and hides no other. */
export async function allStudies(options: readonly string[], terminal: Terminal): Promise<readonly FoundStudy[]> {
  return discoverStudies({ dirs: studyFolders(options), onProblem: (sentence) => terminal.note(`overparam: ${sentence}`) });
}

/** The study of a name. @throws Misuse with the nearest name when there is none */
export async function oneStudy(id: string, options: readonly string[]): Promise<Study> {
  return (await findStudy(id, { dirs: studyFolders(options) })).study;
}
