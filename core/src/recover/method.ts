import type { Engine } from "@overparam/kernels";
import type { Key } from "../random/key.ts";
import { mergeNeurons } from "./merge-neurons.ts";
import type { Rows } from "./rows.ts";
import type { SignedNetwork } from "./signed-network.ts";
import { studentDescent } from "./student-descent.ts";

/** What a method is asked for: a first network for Gauss–Newton to polish. */
export interface Proposal {
  /** Inputs of identity second moment; targets of root mean square 1. */
  readonly rows: Rows;
  /** Networks may have a linear part. */
  readonly linear: boolean;
  /** Most neurons that the samples can determine, and how many this attempt may begin with. */
  readonly most: number;
  readonly students: number;
  readonly key: Key;
}

/**
 * A way to a first network: descent of an over-parameterised student, moments, ….
 *
 * Whatever comes of it is polished, reduced, checked on held-out samples and judged alike, so a method never decides what is claimed.
 */
export interface RecoveryMethod {
  readonly name: string;
  /** One sentence for people. */
  readonly says: string;
  /** A network of σ = |z|, with its linear part where asked; yields a loss now and then, for progress. */
  propose(engine: Engine, proposal: Proposal): Generator<number, SignedNetwork>;
}

/** Steps of each strength of the regularization path. */
const stepsOfStrength = 80;
/** cos 20°: neurons within it are taken for one after descent; Gauss–Newton and insertion part again what was two. */
const together = 0.9396926207859084;

/** Descent of an over-parameterised student from random directions, neurons that point the same way merged. */
export const descentMethod: RecoveryMethod = {
  name: "descent",
  says: "An over-parameterised student descends along a regularization path to 0; neurons that point the same way are merged.",
  *propose(engine, { rows, linear, students, key }) {
    const trained = yield* studentDescent(engine, rows, linear, key, { students, steps: stepsOfStrength });
    return mergeNeurons(trained, { cosine: together, share: 1e-3 });
  },
};
