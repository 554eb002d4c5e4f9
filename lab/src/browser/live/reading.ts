import { type Elementary, labCurve, type RunRecord, type Study } from "@overparam/core";
import type { AssumptionHere, LiveReading } from "./live-protocol.ts";
import { liveSlope } from "./live-slope.ts";

/**
 * Works out what the records so far say: the slope of the curve that is followed, the assumptions and, where the run stands still, the study's own figures:
 * these may take a tenth of a second, which a run that goes on would be felt to lose. A part that fails is left out.
 */
export function reading(study: Study, record: RunRecord, math: Elementary, still: boolean): LiveReading {
  return {
    slope: liveSlope(record.samples, labCurve(study).observable, math),
    assumptions: assumptions(study, record),
    figures: still ? (attempt(() => study.figures([record], [], math)) ?? []) : null,
  };
}

function assumptions(study: Study, record: RunRecord): readonly AssumptionHere[] {
  const distinct = new Map(study.claims.flatMap((claim) => claim.assumes).map((assumption) => [assumption.id, assumption]));
  return [...distinct.values()].flatMap((assumption) => {
    const checked = attempt(() => assumption.check(record));
    return checked === undefined ? [] : [{ id: assumption.id, says: assumption.says, ...checked }];
  });
}

/** A figure or an assumption may need more records than there are yet. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
