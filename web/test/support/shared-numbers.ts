import type { Engine } from "@overparam/kernels";

/** Numbers of steps, products and tangent kernels that are long enough for threads to share them. */
export function sharedNumbers(engine: Engine): { readonly threads: number; readonly numbers: readonly number[] } {
  let state = 1;
  const array = (length: number) =>
    Float64Array.from({ length }, () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state / 2 ** 31 - 1;
    });
  const network = { activation: "softplus", parameterization: "output", students: 50, inputs: 10 } as const;
  const problem = engine.sampled.open(network, { x: array(20_000), y: array(2000) });
  const theta = array(problem.size);
  const { value } = problem.descend(theta, { step: 1e-3, steps: 200, stopAt: Number.NEGATIVE_INFINITY });
  problem.close();
  const product = new Float64Array(200 * 150);
  engine.linear.multiply(array(200 * 130), array(130 * 150), product, { rows: 200, inner: 130, columns: 150 });
  const gram = new Float64Array(300 * 300);
  engine.tangent.gram(network, theta, array(3000), gram);
  return { threads: engine.threads, numbers: [value, ...theta, ...product, ...gram.subarray(0, 3000)] };
}
