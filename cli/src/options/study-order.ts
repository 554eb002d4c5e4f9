import type { Assets, Engine } from "@overparam/core";
import { type FoundStudy, findStudy } from "@overparam/lab/node";
import type { Terminal } from "../terminal/terminal.ts";
import { studyFolders } from "./find-studies.ts";
import { loadBackend } from "./load-backend.ts";
import { settle } from "./settle.ts";
import { type BackendChoice, backendChoices, type StudyOptions } from "./study-options.ts";

/** Everything that a command line asked for, ready to run. */
export interface StudyOrder {
  readonly found: FoundStudy;
  readonly config: Readonly<Record<string, unknown>>;
  readonly assets: Assets;
  readonly files: readonly { readonly key: string; readonly asset: string; readonly path: string; readonly hash: string }[];
  readonly seed: number;
  readonly engine: Engine;
  /** The flags that make the same numbers again. */
  readonly again: readonly string[];
}

const standardSeed = 1;

/** Finds the study, makes the config, loads the files and the engine: all that can be wrong before anything runs. */
export async function studyOrder(id: string, options: StudyOptions, terminal: Terminal): Promise<StudyOrder> {
  const file = options.config === undefined ? undefined : (await import("./config-file.ts")).readConfigFile(options.config);
  const found = await findStudy(id, { dirs: studyFolders([...options.studies, ...(file?.studies ?? [])]) });
  const settled = settle(found.study, options, file);
  const seed = options.seed ?? file?.seed ?? standardSeed;
  const wished = options.backend !== "auto" ? options.backend : (backendChoices.find((choice) => choice === file?.backend) ?? "auto");
  const engine = await loadBackend(wished as BackendChoice, terminal);
  const studies = options.studies.flatMap((folder) => ["--studies", folder]);
  const again = [...settled.changes, `--seed ${seed}`, ...(wished === "auto" ? [] : [`--backend ${wished}`]), ...studies];
  return { found, config: settled.config, assets: settled.assets, files: settled.files, seed, engine, again };
}
