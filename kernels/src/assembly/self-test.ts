import type { Engine } from "../engine.ts";

/**
 * What is wrong with an engine, or undefined: a few values known in closed form, in well under a millisecond.
 * Guards against a damaged build or a processor that does not do what it says; the test suite guards against the rest.
 */
export function selfTest(engine: Engine): string | undefined {
  const { math, population, sampled } = engine;
  const close = (got: number, wanted: number) => Math.abs(got - wanted) <= 1e-13 * Math.abs(wanted);
  if (!close(math.exp(1), Math.E)) return `exp(1) is ${math.exp(1)}`;
  if (!close(population.psi(Math.PI), Math.PI)) return `ψ(π) is ${population.psi(Math.PI)}`;

  // |w·x| against a perpendicular |v·x|, unit lengths: L = ½ (1 + 1 − 2 · 2/π), ∇L = w − (2/π) v + … computed by hand.
  const closed = population.open(
    { activation: "abs", parameterization: "plain", students: 1, inputs: 2 },
    { directions: Float64Array.of(0, 1), weights: Float64Array.of(1) },
  );
  const gradient = new Float64Array(2);
  const loss = closed.gradient(Float64Array.of(1, 0), gradient);
  closed.close();
  if (!close(loss, 1 - 2 / Math.PI) || !close(gradient[0] as number, 1 - 2 / Math.PI)) return `a population loss is ${loss}`;

  // f(3, 4) = |1·3 + 2·4| = 11 against 0.
  const one = sampled.open(
    { activation: "abs", parameterization: "plain", students: 1, inputs: 2 },
    { x: Float64Array.of(3, 4), y: Float64Array.of(0) },
  );
  const value = one.gradient(Float64Array.of(1, 2), gradient);
  one.close();
  if (value !== 60.5 || gradient[0] !== 33 || gradient[1] !== 44) return `a sampled loss is ${value}`;
  return undefined;
}
