import { type Elementary, fitPower, type Study } from "@overparam/core";
import type { VerifyEvent } from "@overparam/lab";

/** How far a verification is: what the live line shows. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Share of the work that is done, in [0, 1]; runs under way count by their share of steps. */
  readonly share: number;
  /** Loss of the run that reported last. */
  readonly loss: number | undefined;
  /** Slope of log loss against log time over its last decade, as the judge would fit it. */
  readonly slope: number | undefined;
}

interface Under {
  share: number;
  readonly time: number[];
  readonly loss: number[];
}

/** Follows the events of a verification. */
export function followProgress(study: Study, math: Elementary): { see(event: VerifyEvent): void; now(): Progress } {
  const running = new Map<string, Under>();
  let total = 0;
  let done = 0;
  let latest: Under | undefined;
  const lossId = study.observables.find(({ id }) => id === "loss")?.id ?? study.observables[0]?.id ?? "loss";

  return {
    see(event) {
      if (event.kind === "planned") {
        total = event.plan.tasks.length - event.reused;
      } else if (event.kind === "started") {
        running.set(event.task, { share: 0, time: [], loss: [] });
      } else if (event.kind === "sample") {
        const run = running.get(event.task);
        if (run === undefined) return;
        run.share = event.last > 0 ? Math.min(1, event.sample.iteration / event.last) : 0;
        const loss = event.sample.values[lossId];
        if (typeof loss === "number") {
          run.loss.push(loss);
          run.time.push(event.sample.time);
          latest = run;
        }
      } else if (event.kind === "finished") {
        running.delete(event.task);
        done += 1;
      }
    },
    now() {
      let share = done;
      for (const run of running.values()) share += run.share;
      return {
        done,
        total,
        share: total === 0 ? 1 : share / total,
        loss: latest?.loss.at(-1),
        slope: latest === undefined ? undefined : slopeOf(math, latest),
      };
    },
  };
}

function slopeOf(math: Elementary, { time, loss }: Under): number | undefined {
  const slope = fitPower(math, time, loss)?.slope;
  return slope !== undefined && Number.isFinite(slope) ? slope : undefined;
}
