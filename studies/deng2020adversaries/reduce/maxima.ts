import type { RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { arrayOf, last } from "./read.ts";

/** A point at which starts settled. */
export interface Settled {
  /** Below 0: a local maximum of the sphere. */
  readonly margin: number;
  readonly residual: number;
  readonly curvature: number;
  readonly starts: number;
}

/** The distinct points of a run; none where some start did not settle. */
export function settledPoints(record: RunRecord<Config>): readonly Settled[] {
  const flat = arrayOf(last(record), "maxima");
  return Array.from({ length: flat.length / 4 }, (_, at) => {
    const [margin, residual, curvature, starts] = flat.slice(4 * at, 4 * at + 4) as [number, number, number, number];
    return { margin, residual, curvature, starts };
  });
}

/** How many distinct local maxima the starts of a run found. */
export function maximaOf(record: RunRecord<Config>): number {
  return settledPoints(record).filter(({ margin }) => margin < 0).length;
}

/** Did every start settle at a local maximum? */
export function allAtMaxima(record: RunRecord<Config>): boolean {
  const points = settledPoints(record);
  return points.length > 0 && points.every(({ margin }) => margin < 0);
}
