import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import {
  type Comparison,
  compareNetworks,
  compareOutputNetworks,
  concludeRecovery,
  type Engine,
  misuse,
  type OutputRows,
  prepareOutputs,
  prepareRecovery,
  recoverOutputs,
  type Recovery,
  type RecoveryMethod,
  type RecoveryProblem,
  type RecoverySettings,
  type SearchProgress,
  searchPiece,
  type SearchState,
  startSearch,
} from "@overparam/core";
import { readNpz, writeNpz } from "../../format/npz.ts";
import { recoveryFiles } from "../../recover/recovery-files.ts";
import { recoveryIdentity } from "../../recover/recovery-identity.ts";
import { lockFolder } from "../file/lock-folder.ts";
import { makeFolder } from "../file/make-folder.ts";
import { writeAtomic } from "../file/write-atomic.ts";
import { eventLog } from "../folder/event-log.ts";
import { provenance } from "../studies/provenance.ts";
import { type LoadedNetwork, loadNetwork } from "./load-network.ts";
import { type OpenSource, openSource, type RecoverySource } from "./open-source.ts";
import {
  clearRecovery,
  readRecoveryResult,
  readState,
  recoveryFolderFiles,
  recoveryPlace,
  writeRecoveryConfig,
  writeRecoveryResult,
  writeState,
} from "./recovery-folder.ts";
import { recoveryReport } from "./recovery-report.ts";

/** What `recoverInFolder` is asked. */
export interface RecoverOrder {
  readonly engine: Engine;
  readonly source: RecoverySource;
  readonly settings: RecoverySettings;
  /** A way to first networks of one output; `moments` finds a network of several outputs on symmetric inputs. */
  readonly method: RecoveryMethod | "moments";
  /** A network file that the found one is compared with; that of a teacher source unless said otherwise. */
  readonly against?: string;
  /** The folder is ROOT/recover/ID. */
  readonly root: string;
  /** Compute again what the folder holds already. */
  readonly fresh?: boolean;
  /** The command that gives the same, for the report. */
  readonly command: string;
  readonly signal?: AbortSignal;
  onBegin?(begun: {
    readonly id: string;
    readonly folder: string;
    readonly resumed: boolean;
    readonly samples: number;
    readonly inputs: number;
  }): void;
  onAnswers?(answers: number, asked: number): void;
  onProgress?(progress: SearchProgress): void;
  /** A piece of the search is finished. */
  onPiece?(state: SearchState): void;
}

/** What `recoverInFolder` gives back. */
export interface RecoveredFolder {
  readonly id: string;
  readonly folder: string;
  /** False where `signal` stopped it. */
  readonly finished: boolean;
  /** The folder held the finished recovery already. */
  readonly reused: boolean;
  readonly recovery?: Recovery;
  readonly comparison?: Comparison | undefined;
  /** Network files and the report. */
  readonly files: readonly string[];
}

/**
 * Recovers a network in a folder of its own. Stopped by `signal`, or killed, it goes on from the last finished piece when it is asked the same
 * again, to the same result.
 *
 * @errors one sentence, and nothing left behind, where the source or the settings cannot be used
 */
export async function recoverInFolder(order: RecoverOrder): Promise<RecoveredFolder> {
  const { engine, settings, method, signal } = order;
  if (!Number.isSafeInteger(settings.seed) || settings.seed < 0)
    throw misuse("recover", "seed must be a whole number from 0 on", settings.seed);
  const { seed, activation, attempts, most } = settings;
  const moments = method === "moments";
  const source = await openSource(engine, order.source, { activation, seed, symmetric: moments });
  const teacher = order.against === undefined ? source.teacher : loadNetwork(order.against, moments);
  const config = {
    method: moments ? method : method.name,
    activation,
    attempts,
    ...(most === undefined ? {} : { most }),
    ...source.config,
  };
  const { id, identity } = recoveryIdentity({ backend: engine.backend, seed, config });
  const folder = join(order.root, "recover", id.slice(0, 12));
  const place = recoveryPlace(folder, id);
  if (place === "finished" && order.fresh !== true) {
    const { recovery } = readRecoveryResult(folder);
    const comparison = compared(engine, recovery, teacher);
    return { id, folder, finished: true, reused: true, recovery, comparison, files: filesOf(folder, recovery, id) };
  }
  const rows = await samplesOf(source, folder, order);
  if (rows === undefined) return { id, folder, finished: false, reused: false, files: [] };
  if (teacher !== undefined && teacher.inputs !== rows.inputs) {
    throw misuse(teacher.path, `W must have ${rows.inputs} columns, as the samples have inputs`, teacher.inputs);
  }
  if (teacher !== undefined && teacher.outputs !== rows.outputs) {
    throw misuse(teacher.path, `the network must have ${rows.outputs} outputs, as the samples have`, teacher.outputs);
  }
  const ready = moments
    ? { outputs: prepareOutputs(engine, rows, settings) }
    : { problem: prepareRecovery(engine, rows, settings, method) };
  const made = makeFolder(folder);
  try {
    const lock = lockFolder(folder);
    try {
      if (order.fresh === true) clearRecovery(folder);
      writeRecoveryConfig(folder, id, identity);
      if (order.source.kind === "query") keepSamples(folder, rows);
      const events = eventLog(folder);
      try {
        const state = readState(folder, id) ?? startSearch();
        const resumed = state.records.length > 0 || state.stage !== "propose";
        events.tell(resumed ? "resumed" : "started", { ...provenance(), command: order.command });
        order.onBegin?.({ id, folder, resumed, samples: rows.y.length / rows.outputs, inputs: rows.inputs });
        // Moments take seconds and have no state: stopped, they are taken again.
        const recovery =
          ready.outputs === undefined
            ? await searched(ready.problem, state)
            : await worked(recoverOutputs(engine, ready.outputs), signal, order.onProgress);
        if (recovery === undefined) return stopped(events);
        const comparison = compared(engine, recovery, teacher);
        const network = recoveryFiles(recovery, id);
        for (const { name, bytes } of network) writeAtomic(join(folder, name), bytes);
        const page = await recoveryReport({
          id,
          recovery,
          comparison,
          identity,
          source: order.source,
          against: order.against,
          files: network.map(({ name }) => name),
          command: order.command,
        });
        writeAtomic(join(folder, recoveryFolderFiles.report), page);
        writeRecoveryResult(folder, { id, recovery, comparison });
        events.tell("ended", { verdict: recovery.verdict });
        return { id, folder, finished: true, reused: false, recovery, comparison, files: filesOf(folder, recovery, id) };
      } finally {
        events.close();
      }
    } finally {
      lock.release();
    }
  } catch (error) {
    if (!existsSync(join(folder, recoveryFolderFiles.config))) made.undo();
    throw error;
  }

  /** The search from a state to its end, every finished piece kept; undefined where `signal` fired. */
  async function searched(problem: RecoveryProblem, from: SearchState): Promise<Recovery | undefined> {
    let state = from;
    while (state.stage !== "done") {
      const next: SearchState | undefined = await worked(searchPiece(engine, problem.search, state), signal, order.onProgress);
      if (next === undefined) return undefined;
      state = next;
      writeState(folder, id, state);
      order.onPiece?.(state);
    }
    return worked(concludeRecovery(engine, problem, state), signal, order.onProgress);
  }

  function stopped(events: ReturnType<typeof eventLog>): RecoveredFolder {
    events.tell("stopped");
    return { id, folder, finished: false, reused: false, files: [] };
  }
}

/** Runs a generator, giving way to signals and timers every few hundredths of a second; undefined where `signal` fired. */
async function worked<T>(
  work: Generator<SearchProgress, T>,
  signal: AbortSignal | undefined,
  onProgress?: (progress: SearchProgress) => void,
): Promise<T | undefined> {
  let last = performance.now();
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    onProgress?.(next.value);
    if (performance.now() - last > 40) {
      await turn();
      last = performance.now();
    }
    if (signal?.aborted === true) return undefined;
  }
}

/** The samples of a source; a command's answers are taken from the folder where it has them. */
async function samplesOf(
  source: OpenSource,
  folder: string,
  { source: { kind }, signal, onAnswers }: RecoverOrder,
): Promise<OutputRows | undefined> {
  const path = join(folder, recoveryFolderFiles.samples);
  if (kind === "query" && existsSync(path)) {
    const { x, y } = readNpz(readFileSync(path), path);
    if (x !== undefined && y !== undefined) return { x: x.data, y: y.data, inputs: x.shape[1] as number, outputs: 1 };
  }
  return source.rows(signal, onAnswers);
}

function keepSamples(folder: string, { x, y, inputs }: OutputRows): void {
  const tensors = { x: { shape: [y.length, inputs], data: x }, y: { shape: [y.length], data: y } };
  writeAtomic(join(folder, recoveryFolderFiles.samples), writeNpz(tensors));
}

function compared(engine: Engine, recovery: Recovery, teacher: LoadedNetwork | undefined): Comparison | undefined {
  if (teacher === undefined) return undefined;
  if ((teacher.A === undefined) !== (recovery.A === undefined)) {
    const outputs = recovery.A === undefined ? "one output" : "several outputs";
    throw misuse(teacher.path, `the network must have ${outputs}, as the samples have`, teacher.outputs);
  }
  return recovery.A !== undefined && teacher.A !== undefined
    ? compareOutputNetworks(engine, recovery.inputs, { W: teacher.W, A: teacher.A }, { W: recovery.W, A: recovery.A }, recovery.basis)
    : compareNetworks(engine, recovery.activation, recovery.inputs, teacher, recovery, recovery.basis);
}

function filesOf(folder: string, recovery: Recovery, id: string): readonly string[] {
  return [...recoveryFiles(recovery, id).map(({ name }) => name), recoveryFolderFiles.report].map((name) => join(folder, name));
}
