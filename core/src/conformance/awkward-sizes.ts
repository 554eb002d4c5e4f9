/** Sizes at which blocked code goes wrong: one, primes, and a block of 32 or 128 give or take one. */
export const awkwardSizes = [1, 2, 3, 5, 7, 31, 32, 33, 127, 128, 129] as const;

/** Sizes of one problem. */
export interface Sizes {
  /** Samples. */
  readonly n: number;
  /** Inputs. */
  readonly d: number;
  /** Students. */
  readonly m: number;
}

/** Each awkward size for n, d and m in turn, the other two at moderate odd sizes. */
export function awkwardTriples(): readonly Sizes[] {
  const usual: Sizes = { n: 33, d: 5, m: 7 };
  return (["n", "d", "m"] as const).flatMap((name) => awkwardSizes.map((size) => ({ ...usual, [name]: size })));
}
