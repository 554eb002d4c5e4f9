import { type Engine, fitPower, labCurve, type Sample, type Study } from "@overparam/core";
import { formatNumber } from "@overparam/lab";
import type { Tell } from "../json-events.ts";
import { timeLeft } from "../terminal/duration.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { cut } from "../terminal/wrap.ts";
import { progressOn } from "../verify/watch.ts";

/** Shows a run's step, its loss or what the study follows in its place, fitted slope against the predicted one, and the time left. */
export function watchRun(
  study: Study,
  engine: Engine,
  terminal: Terminal,
  tell: Tell | undefined,
): { sample(sample: Sample, last: number): void; progress(iteration: number, last: number): void; end(): void } {
  const line = progressOn(terminal);
  const time: number[] = [];
  const { observable, name } = labCurve(study);
  const followed: number[] = [];
  const begun = performance.now();
  let first: number | undefined;
  const predicted = study.lab.slope === undefined ? "" : ` (asked ≤ ${formatNumber(study.lab.slope.exponent, { plain: true })})`;

  function compose(iteration: number, last: number, columns: number): string {
    const slope = fitPower(engine.math, time, followed)?.slope;
    // A resumed run begins in the middle: only what this call has done says how fast it goes.
    const made = iteration - (first ?? iteration);
    const left = made > 0 && iteration < last ? timeLeft(((performance.now() - begun) / made) * (last - iteration)) : "";
    const parts = [
      `step ${iteration} of ${last}`,
      followed.length === 0 ? "" : `${name} ${formatNumber(followed.at(-1), { digits: 2, plain: true })}`,
      slope === undefined || !Number.isFinite(slope)
        ? ""
        : `slope ${formatNumber(Number(slope.toFixed(2)), { digits: 2, plain: true })}${predicted}`,
      left,
    ];
    return cut(`  ${parts.filter((part) => part !== "").join("  ")}`, columns);
  }

  return {
    sample(sample, last) {
      const value = sample.values[observable];
      if (typeof value === "number") {
        time.push(sample.time);
        followed.push(value);
      }
      tell?.("sample", { last, ...sample });
    },
    progress(iteration, last) {
      first ??= iteration;
      line.update((columns) => compose(iteration, last, columns));
    },
    end: () => line.end(),
  };
}
