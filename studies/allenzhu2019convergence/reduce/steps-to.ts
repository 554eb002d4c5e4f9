import type { RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { numberOf, resolved } from "./values.ts";

/**
 * Steps at which the loss first is at each tenth power of its start, F_0/10, F_0/100, …: straight lines of the logarithm between records.
 *
 * @returns ratios F_0/F and steps, as far as the run came
 */
export function stepsToDecades(
  log: (x: number) => number,
  record: RunRecord<Config>,
): readonly { readonly ratio: number; readonly steps: number }[] {
  const samples = resolved(record).filter((sample) => numberOf(sample, "loss") > 0);
  const [first] = samples;
  if (first === undefined) return [];
  const start = numberOf(first, "loss");
  const out: { ratio: number; steps: number }[] = [];
  let ratio = 10;
  for (let k = 1; k < samples.length; k++) {
    const [before, after] = [samples[k - 1], samples[k]];
    if (before === undefined || after === undefined) continue;
    const [high, low] = [numberOf(before, "loss"), numberOf(after, "loss")];
    for (; low <= start / ratio; ratio *= 10) {
      const part = high <= low ? 1 : log((high * ratio) / start) / log(high / low);
      out.push({ ratio, steps: before.iteration + Math.max(0, part) * (after.iteration - before.iteration) });
    }
  }
  return out;
}
