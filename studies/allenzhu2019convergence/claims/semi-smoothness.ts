import { type Claim, type Context, fold, type Measured } from "@overparam/core";
import type { Config } from "../config.ts";
import { largestSpectralNorm, moved, randomPerturbation } from "../start/perturb.ts";
import { probing } from "./probe.ts";

const sizes = { smoke: { draws: 8, width: 24 }, default: { draws: 10, width: 256 }, full: { draws: 10, width: 768 } } as const;
/** ‖W'‖₂, halved twice from one to the next. */
const omegas = [1, 1 / 4, 1 / 16, 1 / 64, 1 / 256, 1 / 1024];

/** Theorem 4: F(W + W') ≤ F + ⟨∇F, W'⟩ + poly(L) √(n m log m/d) ω^{1/3} ‖W'‖₂ √F + O(n L² m/d) ‖W'‖₂². */
export const semiSmoothness: Claim<Config> = {
  id: "semi-smoothness",
  name: "Theorem 4",
  says: "The loss is semi-smooth: what is left after the linear part is of the order of the theorem's two terms at every size of the move.",
  statement: String.raw`F(W+W')\le F(W)+\langle\nabla F(W),W'\rangle+\mathrm{poly}(L)\frac{\sqrt{nm\log m}}{\sqrt d}\,\omega^{1/3}\|W'\|_2\sqrt{F(W)}+O\!\left(\frac{nL^2m}{d}\right)\|W'\|_2^2`,
  quantity: "power of 1/‖W'‖₂ in the largest left side over right side",
  grade: "existential",
  fidelity: "recalled",
  addition:
    "at the start, ω = ‖W'‖₂, W' along ± the gradient and random directions; margin 1/6, half of the power 1/3 at which an uncancelled linear part would show",
  assumes: [],
  construct: (config, context) => remainders(config, context, 1),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "no growth", over: "1/‖W'‖₂", margin: 1 / 6, constants: "fitted" }),
  counter: {
    why: "half of the gradient in place of the gradient: the linear part no longer cancels",
    construct: (config, context) => remainders(config, context, 1 / 2),
  },
};

function remainders(config: Config, context: Context, share: number): readonly Measured[] {
  const { draws, width } = sizes[config.scale];
  return Array.from({ length: draws }, (_, draw) => draw).flatMap((draw) =>
    probing({ ...config, width, loss: "squared" }, context, draw, ({ context: own, network, data, start, objective }) => {
      const gradient = new Float64Array(start.length);
      const value = objective.gradient(start, gradient);
      const directions = [gradient, randomPerturbation(context.engine, fold(own.key, "direction"), network, "spectral")].map(
        (direction) => {
          const norm = largestSpectralNorm(network, direction);
          return direction.map((entry) => entry / norm);
        },
      );
      return omegas.map((omega): Measured => {
        const scale = (data.samples * width) / data.outputs;
        const bound = Math.sqrt(scale * value) * context.engine.math.power(omega, 4, 3) + scale * omega * omega;
        let largest = Number.NEGATIVE_INFINITY;
        for (const direction of directions) {
          let slope = 0;
          for (let k = 0; k < direction.length; k++) slope += (gradient[k] as number) * (direction[k] as number);
          for (const side of [omega, -omega]) {
            const left = objective.value(moved(start, direction, side)) - value - share * side * slope;
            largest = Math.max(largest, left / bound);
          }
        }
        return { run: `draw ${draw}`, x: 1 / omega, value: largest };
      });
    }),
  );
}
