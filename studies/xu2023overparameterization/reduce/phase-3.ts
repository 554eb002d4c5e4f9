import type { RunRecord, Sample } from "@overparam/core";
import type { Config } from "../config.ts";
import { numberOf } from "./values.ts";

/** Within this of 1, the students' share of v counts as grown: the loss is then carried by their disagreement across v. */
const grown = 0.1;
/** A loss below so many times its rounding error says nothing. */
const clear = 100;

/** Is the recorded loss more than rounding? A loss that is no number is passed on: it decides. */
export function resolved(sample: Sample): boolean {
  const loss = numberOf(sample, "loss");
  return !Number.isFinite(loss) || loss > clear * numberOf(sample, "lossFloor");
}

/** The records of phase 3: from the one on from which |Σ⟨w_i, v⟩/‖v‖² − 1| stays at or below 0.1 (the paper's T_2 is existential). */
export function phase3(record: RunRecord<Config>): readonly Sample[] {
  const { samples } = record;
  let first = samples.length;
  while (first > 0 && Math.abs(numberOf(samples[first - 1] as Sample, "share") - 1) <= grown) first -= 1;
  return samples.slice(first).filter(resolved);
}

/** The last decade of time of phase 3. */
export function lastDecade(record: RunRecord<Config>): readonly Sample[] {
  const samples = phase3(record);
  const last = samples.at(-1)?.time ?? 0;
  return samples.filter(({ time }) => time * 10 >= last);
}
