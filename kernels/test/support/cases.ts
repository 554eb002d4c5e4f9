import type { Activation, Parameterization, TwoLayer } from "../../src/two-layer.ts";

/** 1, primes, and the sizes of vectors, tiles and blocks give or take one. */
export const awkwardSizes = [1, 2, 3, 5, 7, 31, 32, 33, 127, 128, 129] as const;

export const forms: readonly (readonly [Activation, Parameterization])[] = (["relu", "abs"] as const).flatMap((activation) =>
  (["plain", "output", "conic", "squared-entry"] as const).map((parameterization) => [activation, parameterization] as const),
);

/** Every awkward size of n, d and m in turn, the other two at sizes that are no multiple of anything. */
export function sizesInTurn(): { n: number; d: number; m: number }[] {
  return awkwardSizes.flatMap((size) => [
    { n: size, d: 5, m: 7 },
    { n: 33, d: size, m: 7 },
    { n: 33, d: 5, m: size },
  ]);
}

export const network = (activation: Activation, parameterization: Parameterization, students: number, inputs: number): TwoLayer => ({
  activation,
  parameterization,
  students,
  inputs,
});
