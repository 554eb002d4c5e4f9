import { type Assets, type Engine, type Facts, labCurve, type Outcome, type Sample, type Study, startSolve } from "@overparam/core";
import { pace } from "../run/pace.ts";
import { prepare } from "../run/prepare.ts";
import { reason } from "../run/reason.ts";
import { factNumber, sampleNumber } from "./kept-number.ts";
import type { Keep, StopRule } from "./sweep-file.ts";
import type { Trial, TrialCurve, TrialEnd, TrialProgress, TrialRecord } from "./trial.ts";
import { trialVerdicts } from "./trial-verdicts.ts";

/** What a worker has at hand for every trial of a sweep. */
export interface TrialBench {
  readonly study: Study;
  /** Of the sweep's pinned backend. */
  readonly engine: Engine;
  readonly assets: Assets;
  readonly keep: Keep;
  readonly stop: readonly StopRule[];
}

/** Why a trial that goes on is to end now: told to stop, or out of time. */
export type Halt = "interrupted" | { readonly seconds: number };

/** Milliseconds of work between two looks at the clock. */
const chunk = 50;

/**
 * Makes one trial from beginning to end, or goes on with one that was interrupted. Every executor calls this, in a thread that does nothing else.
 *
 * The record depends on the trial and on what is kept, never on the host, the order of the trials, or where it was interrupted. Whatever the
 * study throws becomes a record that says why.
 *
 * @param halted asked between chunks of about 50 ms
 * @param from what an earlier call gave back when it was interrupted
 */
export function runTrial(trial: Trial, bench: TrialBench, halted?: () => Halt | undefined, from?: TrialProgress): TrialEnd {
  try {
    return run(trial, bench, halted ?? (() => undefined), from);
  } catch (error) {
    return { kind: "recorded", record: failedRecord(trial, reason(error)) };
  }
}

/** The record of a trial that has no numbers. */
export function failedRecord(trial: Trial, why: string, status: "failed" | "unfinished" = "failed"): TrialRecord {
  return {
    ...place(trial),
    status,
    reason: why,
    outcome: null,
    iteration: null,
    time: null,
    value: null,
    scalars: {},
  };
}

/** What a record says of a trial that the wall clock ended; the same sentence wherever it stood. */
export function outOfTime(seconds: number): string {
  return `it took longer than ${seconds} s`;
}

/** A run at its end. */
interface Ended {
  readonly iteration: number;
  readonly time: number;
  readonly value: number | null;
  readonly outcome: TrialRecord["outcome"];
  readonly facts: Facts;
  readonly samples: readonly Sample[];
}

function place({ id, cell, seed, at }: Trial): Pick<TrialRecord, "trial" | "cell" | "seed" | "at"> {
  return { trial: id, cell, seed, at };
}

function run(trial: Trial, bench: TrialBench, halted: () => Halt | undefined, from: TrialProgress | undefined): TrialEnd {
  const { study, engine, assets, stop } = bench;
  const task = { id: trial.id, study: study.id, backend: engine.backend, config: trial.config, seed: trial.seed, kind: "run" as const };
  const setup = prepare(study, task, engine, assets);
  const { facts } = setup;
  try {
    const solve = startSolve(setup, engine, study.observables, from?.checkpoint);
    const samples: Sample[] = [...(from?.samples ?? [])];
    const rhythm = pace(chunk);
    for (;;) {
      const asked = rhythm.steps();
      const begun = Date.now(); // not a result: how long a chunk took sets the length of the next
      for (const sample of solve.advance(asked)) {
        samples.push(sample);
        if (!stop.some((rule) => meets(sample, rule))) continue;
        const value = sampleNumber(sample, labCurve(study).observable);
        return conclude(trial, bench, { ...sample, value, outcome: "stopped", facts, samples }, halted);
      }
      rhythm.took(asked, Date.now() - begun); // not a result: chunks never change a number
      if (solve.outcome !== undefined) {
        const { kind, iteration, time, value } = solve.outcome;
        return conclude(trial, bench, { iteration, time, value, outcome: kind, facts, samples }, halted);
      }
      const halt = halted();
      if (halt === "interrupted") {
        return { kind: "interrupted", progress: { trial: trial.id, checkpoint: solve.checkpoint(), samples } };
      }
      if (halt !== undefined) return { kind: "recorded", record: failedRecord(trial, outOfTime(halt.seconds), "unfinished") };
    }
  } finally {
    setup.problem.objective.close();
  }
}

/** The record of a run that has ended, with its verdicts where they are kept. */
function conclude(trial: Trial, bench: TrialBench, run: Ended, halted: () => Halt | undefined): TrialEnd {
  const { keep, study } = bench;
  const { samples, facts, outcome, iteration, time, value } = run;
  const verdicts = keep.verdicts.length === 0 ? undefined : trialVerdicts(trial, bench, keep.verdicts, halted);
  if (verdicts === "interrupted") return { kind: "interrupted", progress: null };
  if (verdicts !== undefined && "seconds" in verdicts) {
    return { kind: "recorded", record: failedRecord(trial, outOfTime(verdicts.seconds), "unfinished") };
  }
  const last = samples.at(-1);
  const record: TrialRecord = {
    ...place(trial),
    status: "done",
    reason: trouble(outcome),
    outcome,
    iteration,
    time,
    value,
    scalars: last === undefined ? {} : scalarsOf(keep, study, last, facts),
    ...(keep.curves === undefined ? {} : { curve: curveOf(samples, keep.curves.of, keep.curves.points) }),
    ...(verdicts === undefined ? {} : { verdicts: verdicts.given }),
  };
  return { kind: "recorded", record };
}

function trouble(outcome: Outcome["kind"] | "stopped" | null): string | null {
  if (outcome === "diverged") return "the run diverged";
  if (outcome === "not finite") return "the run was no longer a finite number";
  return null;
}

function meets(sample: Sample, { observable, atMost, atLeast }: StopRule): boolean {
  const value = sampleNumber(sample, observable);
  if (value === null) return false;
  return (atMost !== undefined && value <= atMost) || (atLeast !== undefined && value >= atLeast);
}

function scalarsOf(keep: Keep, study: Study, last: Sample, facts: Facts): TrialRecord["scalars"] {
  const out: Record<string, number | null> = {};
  if (keep.scalars === "all") {
    for (const { id, axes } of study.observables) if (axes.length === 0) out[id] = sampleNumber(last, id);
    for (const [name, value] of Object.entries(facts)) {
      if (typeof value === "number" || typeof value === "boolean") out[`facts.${name}`] = Number(value);
    }
  } else {
    for (const name of keep.scalars) {
      out[name] = name.startsWith("facts.") ? factNumber(facts, name.slice("facts.".length)) : sampleNumber(last, name);
    }
  }
  return out;
}

/** At most `points` of the samples, evenly by their number, both ends kept. */
function curveOf(samples: readonly Sample[], of: readonly string[], points: number): TrialCurve {
  const last = samples.length - 1;
  const count = Math.min(points, samples.length);
  const kept = Array.from({ length: count }, (_, k) => samples[count === 1 ? last : Math.round((k * last) / (count - 1))] as Sample);
  return {
    iteration: kept.map(({ iteration }) => iteration),
    time: kept.map(({ time }) => time),
    values: Object.fromEntries(of.map((name) => [name, kept.map((sample) => sampleNumber(sample, name))])),
  };
}
