import type { Problem } from "../dynamics/problem.ts";
import type { Measure } from "../objective/measure.ts";
import type { Moment, Observable, Sample } from "./observable.ts";

/** One line of metrics.jsonl: every observable of a moment, in order; −0 becomes 0 and what has no meaning null. */
export function sampleOf(moment: Moment<Problem<Measure>>, observables: readonly Observable<Problem<Measure>>[]): Sample {
  const values: Record<string, number | readonly number[] | null> = {};
  for (const observable of observables) {
    const measured = observable.measure(moment);
    // Adding 0 turns −0, which JSON does not keep, into 0.
    if (measured === undefined) values[observable.id] = null;
    else values[observable.id] = typeof measured === "number" ? measured + 0 : Array.from(measured, (entry) => entry + 0);
  }
  return { iteration: moment.state.iteration, time: moment.state.time, values };
}
