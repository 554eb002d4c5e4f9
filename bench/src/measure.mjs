import { interleave } from "./pairs.mjs";
import { distance, median, medianInterval } from "./statistics.mjs";

/** Runs `work(repeats)` and says how many seconds it took. */
export const timed = (work) => (repeats) => {
  const begun = performance.now();
  work(repeats);
  return (performance.now() - begun) / 1000;
};

/**
 * One row: opens both sides, requires equal numbers, times them in turn and judges the ratio.
 *
 * A row is { name, asked, sense, unit, compare, open } where open(context) gives { ours, theirs, numbers?, tolerance?, close? }:
 * `ours` and `theirs` are (repeats) → seconds, `numbers` gives both sides' results, and `compare` says what the ratio is.
 */
export async function measureRow(row, context) {
  let sides;
  try {
    sides = await row.open(context);
    let difference;
    if (sides.numbers !== undefined) {
      const [ours, theirs] = await sides.numbers();
      difference = distance(ours, theirs);
      const tolerance = sides.tolerance ?? 1e-9;
      if (!(difference <= tolerance))
        return failed(row, `the two sides differ by ${difference.toExponential(1)}, more than ${tolerance}, so they are not compared`);
    }
    const [ours, theirs] = await interleave([sides.ours, sides.theirs], context.options);
    const ratios = ours.map((time, pair) => compare[row.compare](time, theirs[pair], sides));
    const interval = medianInterval(ratios);
    const best = row.sense === "at most" ? interval.low : interval.high;
    return {
      name: row.name,
      asked: row.asked,
      sense: row.sense,
      unit: row.unit,
      ...interval,
      met: row.asked === undefined ? undefined : row.sense === "at most" ? best <= row.asked : best >= row.asked,
      ours: median(ours),
      theirs: sides.theirsIsRate === true ? undefined : median(theirs),
      difference,
      pairs: ratios.length,
    };
  } catch (error) {
    return failed(row, error.message.split("\n")[0]);
  } finally {
    sides?.close?.();
  }
}

const compare = {
  /** How many times as fast as the peer. */
  speedup: (ours, theirs) => theirs / ours,
  /** Our time in units of the other's. */
  time: (ours, theirs) => ours / theirs,
  /** Per cent of the peak; the other side's "seconds" are those of one operation at the peak rate. */
  share: (ours, theirs, { operations }) => (100 * operations * theirs) / ours,
};

const failed = (row, reason) => ({ name: row.name, asked: row.asked, sense: row.sense, unit: row.unit, met: false, reason });
