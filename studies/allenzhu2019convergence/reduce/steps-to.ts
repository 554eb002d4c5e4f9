import type { RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { numberOf, resolved } from "./values.ts";

/**
 * Steps at which a falling quantity first is at each power of a share of its start, q_0/factor, q_0/factor², …: straight lines of the logarithm between records.
 *
 * @param id the observable, positive; @param factor more than 1
 * @returns ratios q_0/q and steps, as far as the run came
 */
export function stepsToShares(
  log: (x: number) => number,
  record: RunRecord<Config>,
  id: string,
  factor: number,
): readonly { readonly ratio: number; readonly steps: number }[] {
  const samples = resolved(record).filter((sample) => numberOf(sample, id) > 0);
  const [first] = samples;
  if (first === undefined) return [];
  const start = numberOf(first, id);
  const out: { ratio: number; steps: number }[] = [];
  let ratio = factor;
  for (let k = 1; k < samples.length; k++) {
    const [before, after] = [samples[k - 1], samples[k]];
    if (before === undefined || after === undefined) continue;
    const [high, low] = [numberOf(before, id), numberOf(after, id)];
    for (; low <= start / ratio; ratio *= factor) {
      const part = high <= low ? 1 : log((high * ratio) / start) / log(high / low);
      out.push({ ratio, steps: before.iteration + Math.max(0, part) * (after.iteration - before.iteration) });
    }
  }
  return out;
}
