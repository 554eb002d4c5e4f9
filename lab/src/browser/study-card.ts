import { type Fidelity, type Grade, jsonSchema, labCurve, type LabCurve, type Reference, resolveConfig, type Study } from "@overparam/core";

/** What a page needs to know of a claim. */
export interface ClaimCard {
  readonly id: string;
  readonly name: string;
  readonly says: string;
  /** TeX. */
  readonly statement: string;
  readonly quantity: string;
  readonly grade: Grade;
  readonly fidelity: Fidelity;
  readonly addition?: string;
  readonly assumes: readonly { readonly id: string; readonly says: string }[];
  /** Why its counter-run must be judged violated. */
  readonly counter: string;
}

/** What a page needs to know of a measured quantity. */
export interface ObservableCard {
  readonly id: string;
  /** TeX. */
  readonly symbol: string;
  readonly unit: string;
  readonly axes: readonly string[];
  readonly says: string;
}

/** A study as plain data, so that a page can show it without its code. */
export interface StudyCard {
  readonly id: string;
  readonly version: number;
  readonly paper: Reference;
  readonly says: string;
  /** JSON Schema of the config, for the form. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** The config with every default filled in. */
  readonly defaults: Readonly<Record<string, unknown>>;
  /** With every default filled in. */
  readonly presets: readonly {
    readonly id: string;
    readonly title: string;
    readonly says: string;
    readonly config: Readonly<Record<string, unknown>>;
  }[];
  readonly claims: readonly ClaimCard[];
  readonly observables: readonly ObservableCard[];
  /** What is followed, every default filled in. */
  readonly curve: LabCurve;
  readonly slope?: { readonly claim: string; readonly exponent: number };
}

/** Describes a study as plain data. */
export function studyCard(study: Study): StudyCard {
  return {
    id: study.id,
    version: study.version,
    paper: study.paper,
    says: study.says,
    schema: jsonSchema(study.config) as Readonly<Record<string, unknown>>,
    defaults: resolveConfig(study, {}) as Readonly<Record<string, unknown>>,
    presets: study.presets.map(({ id, title, says, config }) => ({
      id,
      title,
      says,
      config: resolveConfig(study, config) as Readonly<Record<string, unknown>>,
    })),
    claims: study.claims.map((claim) => ({
      id: claim.id,
      name: claim.name,
      says: claim.says,
      statement: claim.statement,
      quantity: claim.quantity,
      grade: claim.grade,
      fidelity: claim.fidelity,
      ...(claim.addition === undefined ? {} : { addition: claim.addition }),
      assumes: claim.assumes.map(({ id, says }) => ({ id, says })),
      counter: claim.counter.why,
    })),
    observables: study.observables.map(({ id, symbol, unit, axes, says }) => ({ id, symbol, unit, axes, says })),
    curve: labCurve(study),
    ...(study.lab.slope === undefined ? {} : { slope: study.lab.slope }),
  };
}
