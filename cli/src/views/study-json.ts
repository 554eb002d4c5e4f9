import { type Claim, jsonSchema, type Study } from "@overparam/core";

/** A study as plain data, for programs. */
export function studyJson(study: Study): object {
  return {
    study: study.id,
    version: study.version,
    says: study.says,
    paper: study.paper,
    claims: study.claims.map((claim) => claimJson(claim)),
    presets: study.presets,
    experiments: study.experiments.map(({ id, title, says }) => ({ id, title, says })),
    observables: study.observables.map(({ id, symbol, unit, axes, says }) => ({ id, symbol, unit, axes, says })),
    config: jsonSchema(study.config),
  };
}

/** A claim as plain data. */
export function claimJson(claim: Claim<unknown>): object {
  const { id, name, says, statement, quantity, grade, fidelity, addition, assumes, counter } = claim;
  return {
    claim: id,
    name,
    says,
    statement,
    quantity,
    grade,
    fidelity,
    addition: addition ?? null,
    assumes: assumes.map((each) => ({ id: each.id, says: each.says })),
    counter: counter.why,
  };
}
