import type { Elementary } from "@overparam/kernels";
import type { State } from "../dynamics/dynamics.ts";
import type { Problem } from "../dynamics/problem.ts";
import type { Figure } from "../figure/figure.ts";
import type { Observable } from "../observe/observable.ts";
import type { Measure } from "../objective/measure.ts";
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

/** A graph for the live picture: nodes at places, edges as wide as what they carry. */
export interface GraphPicture {
  /** [nodes, 2] row-major, in the unit square; x to the right, y upwards. */
  readonly places: Float64Array;
  /** [edges, 2] row-major: tail and head. */
  readonly edges: Uint32Array;
  /** Width of each edge as a part of the widest, in [0, 1]. */
  readonly widths: Float64Array;
  /** Edges that are predicted to remain, by index. */
  readonly marked: readonly number[];
  /** Nodes with a name to show, by index. */
  readonly names: readonly { readonly node: number; readonly name: string }[];
  /** What a width is, e.g. `pheromone`. */
  readonly quantity: string;
}

/** The curve by which a run is followed, on the page and in the terminal. */
export interface LabCurve {
  /** Id of the observable. */
  readonly observable: string;
  /** What it is, in lower case: `loss`. */
  readonly name: string;
  readonly symbol: string;
  readonly scale: "linear" | "log";
  /** What State.time is: `time t = η · iteration`. */
  readonly time: string;
  readonly timeScale: "linear" | "log";
}

/** What the live page shows beside the verdicts. */
export interface LabView {
  /** What is followed in place of the loss against time, on log axes; see {@link labCurve}. */
  readonly curve?: Partial<LabCurve>;
  /** The curve's predicted slope in log–log, and the claim it is from. */
  readonly slope?: { readonly claim: string; readonly exponent: number };
  /** The neurons at θ, for d = 2 or 3; undefined elsewhere. */
  neurons?(problem: Problem<Measure>, theta: Float64Array): NeuronCloud | undefined;
  /** The graph at θ; undefined where it is too large to be drawn. */
  graph?(problem: Problem<Measure>, theta: Float64Array): GraphPicture | undefined;
}

/** The default export of a paper's folder. Flags, URL, form, JSON Schema and run id all derive from `config`. P: what its runs work on. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of studies holds studies of any config
export interface Study<C extends object = any, P extends Problem<Measure> = Problem<Measure>> {
  /** Citation key; the folder's name. */
  readonly id: string;
  /** Raised whenever the same config gives other numbers. */
  readonly version: number;
  readonly paper: Reference;
  /** One sentence: what the paper shows. */
  readonly says: string;
  readonly config: ConfigSchema<C>;
  readonly presets: readonly Preset<C>[];
  setup(config: C, context: Context): Setup<P>;
  /** Recorded at every record, in this order. */
  readonly observables: readonly Observable<Problem<Measure>>[];
  // oxlint-disable-next-line typescript/no-explicit-any -- claims speak of the problem of their own study
  readonly claims: readonly Claim<C, any>[];
  readonly experiments: readonly Experiment<C>[];
  /** Figures of one run or of a verification, from records alone. */
  figures(records: readonly RunRecord<C>[], verdicts: readonly Verdict[], math: Elementary): readonly Figure[];
  readonly lab: LabView;
}

export type { State };
