import { type Elementary, fitPower, labCurve, type Sample, type Study } from "@overparam/core";
import type { PlanSize, TaskEvent } from "@overparam/lab";

/** How far an ensemble of runs is: what the live line shows. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Share of the time that has passed, in [0, 1], by the costs that the plan expects; runs under way count by their share of steps. */
  readonly share: number;
  /** Loss, or what the study follows in its place, of the run that reported last. */
  readonly value: number | undefined;
  /** Slope of its log against log time over the last decade of the latest run of the claim that predicts it. */
  readonly slope: number | undefined;
}

/** Follows the tasks of an ensemble. */
export interface Follower {
  /** @param slopeRuns runs of the claim that predicts the slope; none without one */
  plan(size: PlanSize, slopeRuns?: readonly string[]): void;
  see(event: TaskEvent): void;
  now(): Progress;
}

export function followProgress(study: Study, math: Elementary): Follower {
  /** Share of its steps that each run under way has made. */
  const running = new Map<string, number>();
  let shares: PlanSize["shares"] = new Map();
  let slopeRuns: ReadonlySet<string> = new Set();
  let total = 0;
  let done = 0;
  let finished = 0;
  let value: number | undefined;
  let slope: number | undefined;
  const { observable } = labCurve(study);
  const valueOf = ({ values }: Sample): number => {
    const one = values[observable];
    return typeof one === "number" ? one : Number.NaN;
  };
  const shareOf = (task: string): number => shares.get(task) ?? 0;

  return {
    plan(size, runs = []) {
      total = size.order.length;
      shares = size.shares;
      slopeRuns = new Set(runs);
    },
    see(event) {
      if (event.kind === "started") {
        running.set(event.task, 0);
      } else if (event.kind === "sample") {
        running.set(event.task, event.last > 0 ? Math.min(1, event.sample.iteration / event.last) : 0);
        value = valueOf(event.sample);
      } else {
        running.delete(event.task);
        done += 1;
        finished += shareOf(event.task);
        if (event.result.kind === "run" && slopeRuns.has(event.task)) {
          const { samples } = event.result.record;
          const time = samples.map((sample) => sample.time);
          slope = fitPower(math, time, samples.map(valueOf))?.slope ?? slope;
        }
      }
    },
    now() {
      let share = finished;
      for (const [task, part] of running) share += part * shareOf(task);
      const finite = (x: number | undefined): number | undefined => (x !== undefined && Number.isFinite(x) ? x : undefined);
      return { done, total, share: done === total ? 1 : Math.min(1, share), value: finite(value), slope: finite(slope) };
    },
  };
}
