import type { Elementary } from "@overparam/kernels";
import type { Problem } from "../dynamics/problem.ts";
import type { Measure } from "../objective/measure.ts";
import type { Evidence, Measured } from "../theory/evidence.ts";
import type { Prediction } from "../theory/prediction.ts";
import type { Context } from "./context.ts";
import type { RunRecord } from "./record.ts";
import type { Setup } from "./setup.ts";

/** A run that a claim needs: a config and a seed. */
export interface Trial<C> {
  readonly config: C;
  readonly seed: number;
}

/** A condition of a theorem, checked on the record of a run. */
export interface Assumption<C> {
  readonly id: string;
  readonly says: string;
  check(record: RunRecord<C>): { readonly met: boolean; readonly measured: string };
}

/** What `reduce` works on. */
export interface Material<C> {
  readonly records: readonly RunRecord<C>[];
  /** What `construct` returned, [] where there is none. */
  readonly constructed: readonly Measured[];
  readonly math: Elementary;
}

/**
 * A run on which the same judge must say "violated": a check that cannot fail is not a check.
 * It replaces one link of the claim's chain and leaves the rest as it is. Prefer `alter` (a broken gradient, another objective)
 * or `ensemble` (a violated assumption) over a perturbed formula.
 */
export interface Counter<C, P extends Problem<Measure> = Problem> {
  readonly why: string;
  alter?(setup: Setup<P>, config: C, context: Context): Setup<P>;
  ensemble?(config: C, seed: number): readonly Trial<C>[];
  construct?(config: C, context: Context): readonly Measured[];
  reduce?(material: Material<C>): Evidence;
  predict?(config: C, math: Elementary): Prediction;
}

/** How much a statement fixes: everything; a side; a power; only that a constant exists. */
export type Grade = "exact" | "inequality" | "exponent" | "existential";

/** Where the statement's form comes from. Everything but `paper` is labelled wherever it is shown. */
export type Fidelity = "paper" | "recalled" | "reconstruction" | "derived";

/** One numbered statement of one paper: what it needs, how records become numbers, what is predicted. It never computes its own verdict. P: the problem of its study. */
export interface Claim<C, P extends Problem<Measure> = Problem> {
  /** Kebab case, e.g. `theorem-5`. */
  readonly id: string;
  /** e.g. `Theorem 5`. */
  readonly name: string;
  /** One plain sentence. */
  readonly says: string;
  /** TeX. */
  readonly statement: string;
  /** What the number in the verdict is, e.g. `slope of log L in log t`; with a symbol or unit. */
  readonly quantity: string;
  readonly grade: Grade;
  readonly fidelity: Fidelity;
  /** What the laboratory added to the paper's statement, if anything. */
  readonly addition?: string;
  readonly assumes: readonly Assumption<C>[];
  /** The runs it needs: over widths, seeds, …. Equal trials of different claims are run once. */
  ensemble?(config: C, seed: number): readonly Trial<C>[];
  /** Evaluations that need no run (exact constructions, random probes). */
  construct?(config: C, context: Context): readonly Measured[];
  reduce(material: Material<C>): Evidence;
  predict(config: C, math: Elementary): Prediction;
  readonly counter: Counter<C, P>;
}
