/** Why no network was recovered. */
export type MomentFault =
  /** No or too few samples. */
  | "samples"
  /** More neurons than the pairs of inputs can tell apart. */
  | "counting"
  /** The inputs lie in a subspace. */
  | "inputs"
  /** The outputs have fewer than k directions that depend on the inputs. */
  | "rank"
  /** The null space of T has no gap to the rest. */
  | "gap"
  /** Eigenvectors were complex or the same. */
  | "eigenvectors"
  /** The network does worse than the best linear map on samples that it has not seen. */
  | "held-out";

/** What was measured on the way, whether or not a network came out. */
export interface MomentDiagnostics {
  readonly samples: number;
  /** Singular values of T, ascending. */
  readonly singular: Float64Array;
  /** The (k+1)-th smallest singular value of T; NaN without one. */
  readonly gap: number;
  /** The k-th smallest over the (k+1)-th: 0 for exact moments, 1 where there is no null space to be seen. */
  readonly gapRatio: number;
  /** What step 6 found; without it, no step came so far. */
  readonly nullSpace?: {
    /** Orthonormal right singular vectors of T of its k smallest singular values, rows [k, k(k+1)/2]; they span the svec(z zᵀ) of pure directions z. */
    readonly basis: Float64Array;
    /** The outputs ỹ = K y that T is made of, K [k,m]. */
    readonly outputs: Float64Array;
  };
  /** Independent entries of x xᵀ under the inputs' law, as a numerical rank. */
  readonly pairs: number;
  /** Condition of the outputs' signal, largest over k-th singular value. */
  readonly condition: number;
  /** Largest ‖T svec(z zᵀ)‖ of the directions that were kept. */
  readonly residual: number;
  /** Draws of two random matrices until k directions were found. */
  readonly draws: number;
  /** Mean squared residual of the network, and of the best linear map, on held-out samples; NaN without any. */
  readonly heldOut: number;
  readonly linear: number;
}

/** A network y = A σ(W x) with unit rows of W, or the reason why there is none. */
export type MomentRecovery = { readonly diagnostics: MomentDiagnostics } & (
  | {
      readonly recovered: true;
      /** [k,d], rows of norm 1. */
      readonly W: Float64Array;
      /** [m,k]. */
      readonly A: Float64Array;
    }
  | { readonly recovered: false; readonly fault: MomentFault; readonly says: string }
);
