import { type Elementary, fitPower, type Sample, type Study } from "@overparam/core";
import type { VerifyEvent } from "@overparam/lab";

/** How far a verification is: what the live line shows. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Share of the work that is done, in [0, 1]; runs under way count by their share of steps. */
  readonly share: number;
  /** Loss of the run that reported last. */
  readonly loss: number | undefined;
  /** Slope of log loss against log time over the last decade of the latest run of the claim that predicts it. */
  readonly slope: number | undefined;
}

/** Follows the events of a verification. */
export function followProgress(study: Study, math: Elementary): { see(event: VerifyEvent): void; now(): Progress } {
  /** Share of its steps that each run under way has made. */
  const running = new Map<string, number>();
  let slopeRuns: ReadonlySet<string> = new Set();
  let total = 0;
  let done = 0;
  let loss: number | undefined;
  let slope: number | undefined;
  const lossId = study.observables.find(({ id }) => id === "loss")?.id ?? study.observables[0]?.id ?? "loss";
  const lossOf = ({ values }: Sample): number => {
    const value = values[lossId];
    return typeof value === "number" ? value : Number.NaN;
  };

  return {
    see(event) {
      if (event.kind === "planned") {
        total = event.plan.tasks.length - event.reused;
        slopeRuns = new Set(event.plan.claims.find(({ claim }) => claim === study.lab.slope?.claim)?.runs);
      } else if (event.kind === "started") {
        running.set(event.task, 0);
      } else if (event.kind === "sample") {
        running.set(event.task, event.last > 0 ? Math.min(1, event.sample.iteration / event.last) : 0);
        loss = lossOf(event.sample);
      } else if (event.kind === "finished") {
        running.delete(event.task);
        done += 1;
        if (event.result.kind === "run" && slopeRuns.has(event.task)) {
          const { samples } = event.result.record;
          const time = samples.map((sample) => sample.time);
          slope = fitPower(math, time, samples.map(lossOf))?.slope ?? slope;
        }
      }
    },
    now() {
      let share = done;
      for (const part of running.values()) share += part;
      const finite = (x: number | undefined): number | undefined => (x !== undefined && Number.isFinite(x) ? x : undefined);
      return { done, total, share: total === 0 ? 1 : share / total, loss: finite(loss), slope: finite(slope) };
    },
  };
}
