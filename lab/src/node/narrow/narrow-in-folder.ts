import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  applyPreparation,
  composeNetwork,
  type Engine,
  learnPreparation,
  type NamedTensors,
  type NarrowConfig,
  type NarrowNetwork,
  narrowest,
  narrowStudy,
  nextWidth,
  type Preparation,
  resolveConfig,
  type Sample,
} from "@overparam/core";
import { encodeJson } from "../../record/encode-json.ts";
import { runIdentity } from "../../plan/identity.ts";
import { Interrupted } from "../../run/interrupted.ts";
import { lockFolder } from "../file/lock-folder.ts";
import { makeFolder } from "../file/make-folder.ts";
import { writeAtomic } from "../file/write-atomic.ts";
import { readCheckpoint } from "../folder/checkpoint-file.ts";
import type { Driving } from "../folder/drive-run.ts";
import { readRun } from "../folder/read-run.ts";
import { resumeRun } from "../folder/resume-run.ts";
import { placeState } from "../folder/run-place.ts";
import { startRun } from "../folder/start-run.ts";
import { checkNarrow, hashOfTensors, narrowIdentity, type NarrowSamples, type NarrowSettings } from "./narrow-plan.ts";

type Method = NarrowConfig["method"];
const methods: readonly Method[] = ["mirrored", "plain"];

/** One training, as its records say. */
export interface Training {
  readonly method: Method;
  readonly students: number;
  readonly seed: number;
  /** Held-out accuracy; null for values. */
  readonly accuracy: number | null;
  /** Held-out loss: logistic, or half the mean squared error over the variance of the training targets. */
  readonly loss: number;
  readonly trainingLoss: number;
  readonly folder: string;
}

/** What a search found. */
export interface NarrowResult {
  readonly id: string;
  readonly folder: string;
  readonly trainings: readonly Training[];
  /** The narrowest width by method; absent where none up to the largest reached the target. */
  readonly narrowest: Readonly<Partial<Record<Method, number>>>;
  /** The network that is kept: of the narrowest width, the training that reached the target with the least training loss. */
  readonly winner: (Training & { readonly network: NarrowNetwork }) | undefined;
  readonly preparation: Preparation;
}

/** A search, and who listens. */
export interface NarrowOrder {
  readonly samples: NarrowSamples;
  readonly settings: NarrowSettings;
  readonly engine: Engine;
  readonly folder: (id: string) => string;
  readonly fresh?: boolean;
  readonly signal?: Driving["signal"];
  readonly checkpointSeconds?: number;
  onStarted?(id: string, folder: string): void;
  onTraining?(training: Training, reused: boolean): void;
  onProgress?(at: {
    readonly method: Method;
    readonly students: number;
    readonly seed: number;
    readonly iteration: number;
    readonly last: number;
  }): void;
}

/**
 * Finds the narrowest two-layer network that reaches a target on held-out samples, by mirrored and constrained training and by plain training.
 *
 * Every training is a run in a folder of its own: what is finished is kept, what is stopped goes on from its last checkpoint with the same call, to the same numbers.
 *
 * @errors one sentence for a question that cannot be answered; Interrupted when stopped
 */
export async function narrowInFolder(order: NarrowOrder): Promise<NarrowResult> {
  const { samples, settings, engine } = order;
  checkNarrow(samples, settings);
  const id = narrowIdentity(samples, settings, engine.backend);
  const folder = order.folder(id);
  const preparation = prepared(engine, samples, settings);
  const assets = tensorsOf(engine, samples, preparation);
  const hash = hashOfTensors(assets);
  makeFolder(folder);
  const lock = lockFolder(folder);
  try {
    order.onStarted?.(id, folder);
    const trainings: Training[] = [];
    const train = async (method: Method, students: number, seed: number): Promise<Training> => {
      const made = await oneTraining(order, join(folder, "trainings"), { method, students, seed, hash, assets });
      trainings.push(made.training);
      order.onTraining?.(made.training, made.reused);
      return made.training;
    };
    const tried = { mirrored: new Map<number, boolean>(), plain: new Map<number, boolean>() };
    const tryWidth = async (method: Method, width: number): Promise<void> => {
      const scores: number[] = [];
      for (let k = 0; k < settings.seeds; k++) scores.push(scoreOf(settings, await train(method, width, settings.firstSeed + k)));
      tried[method].set(width, reaches(settings, median(scores)));
    };
    for (const method of methods) {
      for (let width = nextWidth(tried[method], settings.most); width !== undefined; width = nextWidth(tried[method], settings.most)) {
        await tryWidth(method, width);
      }
    }
    // Widths about the answer are compared for both, whichever search came by them.
    const answer = Math.min(...methods.map((method) => narrowest(tried[method]) ?? Number.POSITIVE_INFINITY));
    const near = [...new Set(methods.flatMap((method) => [...tried[method].keys()]))].filter(
      (width) => width <= 2 * answer && answer < Number.POSITIVE_INFINITY,
    );
    for (const method of methods)
      for (const width of near.sort((a, b) => a - b)) if (!tried[method].has(width)) await tryWidth(method, width);
    const found: Partial<Record<Method, number>> = {};
    for (const method of methods) {
      const width = narrowest(tried[method]);
      if (width !== undefined) found[method] = width;
    }
    const winner = winnerOf(settings, trainings, found);
    const result: NarrowResult = {
      id,
      folder,
      trainings,
      narrowest: found,
      winner: winner === undefined ? undefined : { ...winner, network: networkOf(winner.folder, preparation) },
      preparation,
    };
    const { network: _network, ...kept } = result.winner ?? { network: undefined };
    writeAtomic(
      join(folder, "narrow.json"),
      `${encodeJson({ id, samples: samples.name, classes: samples.classes, settings, backend: engine.backend, narrowest: found, winner: winner === undefined ? null : kept, trainings }, 2)}\n`,
    );
    return result;
  } finally {
    lock.release();
  }
}

/** The score that the target is about. */
export function scoreOf({ target }: NarrowSettings, training: Training): number {
  return target.kind === "accuracy" ? (training.accuracy ?? Number.NaN) : training.loss;
}

/** Does a score reach the target? */
export function reaches({ target }: NarrowSettings, score: number): boolean {
  return target.kind === "accuracy" ? score >= target.value : score <= target.value;
}

/** The middle value; of an even number of them the lower one of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;
}

function winnerOf(settings: NarrowSettings, trainings: readonly Training[], found: NarrowResult["narrowest"]): Training | undefined {
  const width = Math.min(found.mirrored ?? Number.POSITIVE_INFINITY, found.plain ?? Number.POSITIVE_INFINITY);
  const own = trainings.filter(
    (training) => training.students === width && found[training.method] === width && reaches(settings, scoreOf(settings, training)),
  );
  return own.length === 0 ? undefined : own.reduce((best, next) => (next.trainingLoss < best.trainingLoss ? next : best));
}

function prepared(engine: Engine, { train, task }: NarrowSamples, { components, scaling }: NarrowSettings): Preparation {
  const { x, y } = train as { x: NamedTensors[string]; y: NamedTensors[string] };
  return learnPreparation(
    engine,
    { x: x.data, y: y.data },
    { inputs: x.shape[1] as number, components, columns: scaling === "columns", standardise: task === "values" },
  );
}

function tensorsOf(engine: Engine, { train, held }: NarrowSamples, preparation: Preparation): NamedTensors {
  const of = ({ x, y }: NamedTensors) => applyPreparation(engine, preparation, { x: x?.data as Float64Array, y: y?.data as Float64Array });
  const [x, y] = of(train) as [NamedTensors[string], NamedTensors[string]];
  const [heldX, heldY] = of(held) as [NamedTensors[string], NamedTensors[string]];
  return { x, y, heldX, heldY };
}

interface Wanted {
  readonly method: Method;
  readonly students: number;
  readonly seed: number;
  readonly hash: string;
  readonly assets: NamedTensors;
}

async function oneTraining(
  { samples, settings, engine, fresh, signal, checkpointSeconds, onProgress }: NarrowOrder,
  root: string,
  { method, students, seed, hash, assets }: Wanted,
): Promise<{ readonly training: Training; readonly reused: boolean }> {
  const { radius, penalty, steps } = settings;
  const config = resolveConfig(narrowStudy, {
    method,
    students,
    radius,
    penalty,
    steps,
    task: samples.task,
    inputs: hash,
  }) as unknown as Readonly<Record<string, unknown>>;
  const { id } = runIdentity({ study: narrowStudy, config, seed, backend: engine.backend });
  const folder = join(root, `${method}-${students}-${seed}-${id.slice(0, 8)}`);
  const driving: Driving = {
    // Steps that a second takes do not count; the clock alone says when to save.
    checkpointEvery: steps,
    ...(signal === undefined ? {} : { signal }),
    ...(checkpointSeconds === undefined ? {} : { checkpointSeconds }),
    onProgress: (iteration, last) => onProgress?.({ method, students, seed, iteration, last }),
  };
  const known = new Map([[hash, assets]]);
  const unfinished = fresh !== true && placeState(folder, "run", id) === "unfinished" && existsSync(join(folder, "checkpoint.safetensors"));
  const end = unfinished
    ? await resumeRun(folder, { ...driving, study: narrowStudy, engine, assets: known })
    : await startRun({
        ...driving,
        study: narrowStudy,
        config,
        seed,
        engine,
        folder,
        assets: known,
        fresh: fresh === true || placeState(folder, "run", id) === "unfinished",
      });
  if (!end.finished) throw new Interrupted(`stopped at step ${end.iteration} of ${steps} with ${students} neurons`, end.iteration, steps);
  const last = readRun(folder).record.samples.at(-1);
  return {
    training: {
      method,
      students,
      seed,
      accuracy: samples.task === "values" ? null : number(last, "heldAccuracy"),
      loss: number(last, "heldLoss"),
      trainingLoss: number(last, "loss"),
      folder,
    },
    reused: end.reused,
  };
}

function number(sample: Sample | undefined, id: string): number {
  const value = sample?.values[id];
  return typeof value === "number" ? value : Number.NaN;
}

function networkOf(folder: string, preparation: Preparation): NarrowNetwork {
  const theta = readCheckpoint(folder)?.checkpoint.tensors["theta"] ?? new Float64Array(0);
  return composeNetwork("tanh", theta, preparation);
}
