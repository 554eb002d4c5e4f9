import type { Engine } from "@overparam/core";
import { prepare } from "../../run/prepare.ts";
import { runTrial, type TrialBench } from "../../sweep/run-trial.ts";
import type { SweepPlan } from "../../sweep/sweep-plan.ts";
import type { Trial, TrialRecord } from "../../sweep/trial.ts";
import { encodeShardLine } from "./shard-line.ts";

/** What a sweep will take, from a few of its trials. */
export interface SweepForecast {
  /** Milliseconds of work of a mean trial if all steps are taken. */
  readonly trial: number;
  /** Milliseconds of the longest that was tried. */
  readonly longest: number;
  /** Bytes of shards for all trials. */
  readonly bytes: number;
  /** Cells that were tried. */
  readonly tried: number;
  /** Of these, the ones that fail, with the reason. */
  readonly failing: readonly { readonly cell: number; readonly reason: string }[];
}

/**
 * Makes the beginning of a few trials, spread over the cells, and extrapolates.
 *
 * @param milliseconds how long it may take, about
 */
export function predictSweep(plan: SweepPlan, bench: TrialBench, milliseconds = 2000): SweepForecast {
  const cells = spread(plan.cells, 12);
  const share = milliseconds / cells.length;
  const times: number[] = [];
  const failing: { readonly cell: number; readonly reason: string }[] = [];
  let bytes = 0;
  for (const cell of cells) {
    const trial = plan.trial(plan.indexOf(cell) ?? 0);
    const begun = performance.now();
    const end = runTrial(trial, bench, () => (performance.now() - begun > share ? "interrupted" : undefined));
    const took = performance.now() - begun;
    if (end.kind === "interrupted") {
      const done = end.progress?.checkpoint.iteration ?? 0;
      times.push(done === 0 ? took : (took * lastOf(trial, bench)) / done);
    } else {
      times.push(took);
      if (end.record.status === "failed") failing.push({ cell, reason: end.record.reason ?? "" });
    }
    bytes += encodeShardLine({ record: likely(trial, bench), took }).length + 1;
  }
  const mean = times.reduce((a, b) => a + b, 0) / times.length;
  return {
    trial: mean,
    longest: Math.max(...times),
    bytes: Math.ceil((bytes / cells.length) * plan.trials),
    tried: cells.length,
    failing,
  };
}

/** Numbers from 0 to count − 1, both ends included. */
function spread(count: number, most: number): readonly number[] {
  const taken = Math.min(count, most);
  return Array.from({ length: taken }, (_, k) => (taken === 1 ? 0 : Math.round((k * (count - 1)) / (taken - 1))));
}

function lastOf(trial: Trial, { study, engine, assets }: TrialBench): number {
  const setup = prepare(study, taskOf(trial, study.id, engine), engine, assets);
  setup.problem.objective.close();
  return setup.schedule.last;
}

function taskOf({ id, config, seed }: Trial, study: string, { backend }: Engine) {
  return { id, study, backend, config, seed, kind: "run" as const };
}

/** A record as long as those to come. */
function likely(trial: Trial, { study, keep, engine, assets }: TrialBench): TrialRecord {
  const number = -1.2345678901234568e-5;
  const names =
    keep.scalars === "all" ? [...study.observables.filter(({ axes }) => axes.length === 0).map(({ id }) => id), ...facts()] : keep.scalars;
  const points = keep.curves?.points ?? 0;
  const column = new Array<number>(points).fill(number);
  return {
    trial: trial.id,
    cell: trial.cell,
    seed: trial.seed,
    at: trial.at,
    status: "done",
    reason: null,
    outcome: "out of steps",
    iteration: 100_000,
    time: number,
    value: number,
    scalars: Object.fromEntries(names.map((name) => [name, number])),
    ...(keep.curves === undefined
      ? {}
      : {
          curve: {
            iteration: column.map(() => 10_000),
            time: column,
            values: Object.fromEntries(keep.curves.of.map((name) => [name, column])),
          },
        }),
    ...(keep.verdicts.length === 0
      ? {}
      : { verdicts: Object.fromEntries(keep.verdicts.map((claim) => [claim, { verdict: "holds" as const, estimate: number }])) }),
  };

  function facts(): readonly string[] {
    try {
      const setup = prepare(study, taskOf(trial, study.id, engine), engine, assets);
      setup.problem.objective.close();
      return Object.entries(setup.facts).flatMap(([name, value]) =>
        typeof value === "number" || typeof value === "boolean" ? [`facts.${name}`] : [],
      );
    } catch {
      return [];
    }
  }
}
