import { type Elementary, fitPower, type Sample, studentT } from "@overparam/core";
import type { LiveSlope } from "./live-protocol.ts";

/**
 * The slope of log y against log t over the last decade of the records, null until a decade has passed.
 *
 * Its interval is the 95 % interval of the scatter about the line, widened by half of how the slope still changes: records of one run
 * are not independent, so this is a reading for the eye; verdicts use runs as replicates.
 */
export function liveSlope(samples: readonly Sample[], observable: string, math: Elementary): LiveSlope | null {
  const positive = samples.filter(({ time, values }) => time > 0 && typeof values[observable] === "number" && values[observable] > 0);
  const fit = fitPower(
    math,
    positive.map((sample) => sample.time),
    positive.map((sample) => sample.values[observable] as number),
  );
  if (fit === undefined || fit.points < 6 || fit.to < 8 * fit.from) return null;
  const half = studentT(math, fit.points - 2).quantile(0.975) * fit.error + Math.abs(fit.drift) / 2;
  return { estimate: fit.slope, interval: [fit.slope - half, fit.slope + half], from: fit.from };
}
