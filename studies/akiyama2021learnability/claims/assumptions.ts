import type { Assumption } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact } from "../reduce/values.ts";

/** The closed forms are those of the Gaussian expectation (equally of the sphere of radius √d). */
export const population: Assumption<Config> = {
  id: "population",
  says: "the loss is the expectation over the inputs",
  check: (record) => {
    const n = fact(record, "n");
    return { met: n === 0, measured: n === 0 ? "expectation" : `${n} samples` };
  },
};

/** One atom a teacher is a global minimum: what non-degeneracy of the certificate gives for small λ. */
export const knownMinimum: Assumption<Config> = {
  id: "known-minimum",
  says: "λ is small enough that one atom a teacher is a global minimum (its certificate is at most 1)",
  check: (record) => {
    const largest = fact(record, "referenceCertificate");
    const met = Number.isFinite(fact(record, "minimum"));
    return {
      met,
      measured: Number.isNaN(largest) ? "no such stationary point was found" : `largest |η| = ${Number(largest.toPrecision(6))}`,
    };
  },
};
