import type { RunRecord } from "../../src/study/record.ts";
import type { Claim } from "../../src/study/claim.ts";
import type { Evidence, Measured } from "../../src/theory/evidence.ts";
import type { Case } from "../../src/theory/judge-claims.ts";
import type { Prediction } from "../../src/theory/prediction.ts";

/** A claim that predicts what it is told of evidence that it is given. */
export function claimOf(prediction: Prediction, evidence: Evidence, more: Partial<Claim<unknown>> = {}): Case {
  return {
    claim: {
      id: "claim",
      name: "Claim",
      says: "It is so.",
      statement: "1 = 1",
      quantity: "x",
      grade: "exact",
      fidelity: "derived",
      assumes: [],
      reduce: () => evidence,
      predict: () => prediction,
      counter: { why: "It is not so." },
      ...more,
    },
    config: {},
    records: [],
    constructed: [],
  };
}

export function valuesOf(values: readonly (number | Partial<Measured>)[]): Evidence {
  return {
    kind: "values",
    values: values.map((entry, i) => ({ run: `run ${i}`, ...(typeof entry === "number" ? { value: entry } : { value: 0, ...entry }) })),
  };
}

export function recordOf(id: string, facts: RunRecord["facts"] = {}): RunRecord {
  return { id, config: {}, seed: 1, facts, outcome: { kind: "out of steps", iteration: 0, time: 0, value: 0, says: "" }, samples: [] };
}
