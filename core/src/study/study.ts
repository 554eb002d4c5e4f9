import type { Elementary } from "@overparam/kernels";
import type { State } from "../dynamics/dynamics.ts";
import type { Problem } from "../dynamics/problem.ts";
import type { Figure } from "../figure/figure.ts";
import type { Observable } from "../observe/observable.ts";
import type { ConfigSchema } from "../schema/schema.ts";
import type { Verdict } from "../theory/verdict.ts";
import type { Claim, Trial } from "./claim.ts";
import type { Context } from "./context.ts";
import type { RunRecord } from "./record.ts";
import type { Reference } from "./reference.ts";
import type { Setup } from "./setup.ts";

/** A named starting point of the settings, with what to look at. */
export interface Preset<C> {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly config: Partial<C>;
}

/** A named set of runs with its figures: the paper's own picture, a width sweep, …. */
export interface Experiment<C> {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  trials(config: C, seed: number): readonly Trial<C>[];
  figures(records: readonly RunRecord<C>[], math: Elementary): readonly Figure[];
}

/** Neurons for the live picture: [count, inputs] row-major, and a mass each. */
export interface NeuronCloud {
  readonly inputs: number;
  readonly students: Float64Array;
  readonly masses: Float64Array;
  readonly teachers: Float64Array;
  /** Is a direction the same as its opposite? */
  readonly folded: boolean;
}

/** What the live page shows beside the verdicts. */
export interface LabView {
  /** The loss curve's predicted slope in log–log, and the claim it is from. */
  readonly slope?: { readonly claim: string; readonly exponent: number };
  /** The neurons at θ, for d = 2 or 3; undefined elsewhere. */
  neurons?(problem: Problem, theta: Float64Array): NeuronCloud | undefined;
}

/** The default export of a paper's folder. Flags, URL, form, JSON Schema and run id all derive from `config`. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of studies holds studies of any config
export interface Study<C extends object = any> {
  /** Citation key; the folder's name. */
  readonly id: string;
  /** Raised whenever the same config gives other numbers. */
  readonly version: number;
  readonly paper: Reference;
  /** One sentence: what the paper shows. */
  readonly says: string;
  readonly config: ConfigSchema<C>;
  readonly presets: readonly Preset<C>[];
  setup(config: C, context: Context): Setup;
  /** Recorded at every record, in this order. */
  readonly observables: readonly Observable[];
  readonly claims: readonly Claim<C>[];
  readonly experiments: readonly Experiment<C>[];
  /** Figures of one run or of a verification, from records alone. */
  figures(records: readonly RunRecord<C>[], verdicts: readonly Verdict[], math: Elementary): readonly Figure[];
  readonly lab: LabView;
}

export type { State };
