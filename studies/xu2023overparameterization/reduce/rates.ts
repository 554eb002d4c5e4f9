import type { Material, Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, numberOf } from "./values.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;
/** A rate with a larger error than this part of itself is not used. */
const useful = 1e-3;

/**
 * (ln L(t_2) − ln L(t_1)) / (t_2 − t_1) between neighbouring records, at x = √L(t_1), with the bound of its rounding.
 *
 * Besides its own floor a recorded loss carries the rounding of all steps before it: an update rounds by at most u(‖w‖ + η‖∇‖) a student, and errors along v
 * shrink by 1 − nη/2 a step, so their sum stays below 4u(n + 1)‖v‖·2/(nη). With L = s²/4 an error e of s is 2e/s of L.
 */
export function rates({ records, math }: Material<Config>): readonly Measured[] {
  return records.flatMap((record) => {
    const carried = (8 * unit * (fact(record, "n") + 1) * fact(record, "teacherNorm")) / (fact(record, "n") * fact(record, "eta"));
    const points = record.samples.map((sample) => {
      const loss = numberOf(sample, "loss");
      return { time: sample.time, loss, log: math.log(loss), error: numberOf(sample, "lossFloor") / loss + carried / Math.sqrt(loss) };
    });
    return points.slice(1).flatMap((to, at): readonly Measured[] => {
      const from = points[at] as (typeof points)[number];
      const apart = to.time - from.time;
      const value = (to.log - from.log) / apart;
      const rounding = (from.error + to.error) / apart + 4 * unit * Math.abs(value);
      if (!(to.loss > 0) || rounding > useful * Math.abs(value)) return [];
      return [{ run: `seed ${record.seed}`, x: Math.sqrt(from.loss), value, rounding }];
    });
  });
}

/** ln((1 − kη/2)²)/η: the rate of L per unit of t when every step shrinks the error by 1 − kη/2. */
export function discreteRate(math: Material<Config>["math"], k: number, eta: number): number {
  const factor = 1 - (k * eta) / 2;
  return math.log(factor * factor) / eta;
}
