import { dirname, join, resolve } from "node:path";
import type { Engine } from "@overparam/core";
import { plannedAxes, planSweep, seedsOf, type SweepPlan, type SweepSource } from "@overparam/lab/sweep";
import { type FoundStudy, findStudy } from "@overparam/lab/node";
import { type LoadedSweep, loadSweepFiles, pinned, readSweep, readSweepFile, type StoredSweep } from "@overparam/lab/node/sweep";
import type { SweepOptions } from "../commands/sweep.ts";
import { studyFolders } from "../options/find-studies.ts";
import { sweepName } from "../options/find-sweep.ts";
import { loadBackend } from "../options/load-backend.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** A sweep file, ready to run. */
export interface SweepOrder extends Omit<LoadedSweep, "source"> {
  readonly found: FoundStudy;
  readonly engine: Engine;
  readonly plan: SweepPlan;
  /** Where its records are, or will be. */
  readonly folder: string;
}

/** Reads the file, finds the study, loads files and engine, plans: all that can be wrong before anything runs. */
export async function sweepOrder(
  path: string,
  options: Pick<SweepOptions, "studies" | "backend" | "out">,
  terminal: Terminal,
): Promise<SweepOrder> {
  const written = readSweepFile(path);
  const beside = dirname(path);
  const folders = [...options.studies, ...written.file.studies.map((folder) => resolve(beside, folder))];
  const found = await findStudy(written.file.study, { dirs: studyFolders(folders) }).catch((error: unknown) => {
    const said = error as { readonly name?: string; readonly wanted?: string; readonly advice?: string };
    // Only a name that nobody knows is the file's mistake; a study that does not load is its own.
    if (said.name !== "Misuse" || said.wanted !== "there is no such study") throw error;
    throw written.fault(["study"], said.wanted, written.file.study, said.advice);
  });
  const { source, assets, files } = loadSweepFiles(written, found.study, beside);
  const folder = join(options.out, sweepName(path));
  const before = readSweep(folder);
  const asked = options.backend === "auto" ? source.file.backend : options.backend;
  // A sweep that was begun keeps its backend, whatever this machine would choose.
  if (before !== undefined && asked !== "auto") pinned(folder, before, asked);
  const engine = await loadBackend(before?.backend ?? asked, terminal);
  try {
    return { found, engine, assets, files, folder, plan: planSweep(withRefined(source, before), found.study, engine.backend) };
  } catch (error) {
    engine.close();
    throw error;
  }
}

/** The sweep with the trials that were added to its folder by `--refine`, as long as their axes are still there. */
function withRefined(source: SweepSource, before: StoredSweep | undefined): SweepSource {
  const { file } = source;
  if (before === undefined || before.file.more.length === 0 || file.more.length > 0) return source;
  const names = new Set(plannedAxes(file).map(({ name }) => name));
  const kept = before.file.more.filter(
    ({ at }) => Object.keys(at).length === names.size && Object.keys(at).every((name) => names.has(name)),
  );
  const seeds = new Set(seedsOf(file.seeds));
  const on = (at: (typeof kept)[number]["at"]): boolean =>
    plannedAxes({ ...file, more: [] }).every(({ name, values }) => values.includes(at[name] as never));
  // Seeds that the grid has gained meanwhile are no longer besides it.
  const more = kept
    .map((entry) => (on(entry.at) ? { ...entry, seeds: entry.seeds.filter((seed) => !seeds.has(seed)) } : entry))
    .filter((entry) => entry.seeds.length > 0);
  return { ...source, file: { ...file, more } };
}
