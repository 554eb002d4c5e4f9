import { type Claim, type Context, fold, type Measured, type SampledActivation } from "@overparam/core";
import type { Config } from "../config.ts";
import { gaussian } from "../data.ts";
import { spectrumOf } from "../jacobian.ts";
import { startOf } from "../start.ts";

interface Size {
  readonly n: number;
  readonly d: number;
  readonly m: number;
}

/** n, d and m with m d/2 below, at and above n. */
export const rankSizes: Readonly<Record<Config["scale"], readonly Size[]>> = {
  smoke: [8, 12, 16].map((m) => ({ n: 30, d: 5, m })),
  default: [...[8, 10, 12, 16].map((m) => ({ n: 60, d: 10, m })), ...[8, 12, 16].map((m) => ({ n: 120, d: 20, m }))],
  full: [...[8, 10, 12, 16].map((m) => ({ n: 60, d: 10, m })), ...[8, 10, 12, 16].map((m) => ({ n: 120, d: 20, m }))],
};
const draws = { smoke: 2, default: 4, full: 10 };

/** rank J = min(n, md/2) at the mirrored start. */
export const rank: Claim<Config> = {
  id: "rank",
  name: "Rank",
  says: "At the mirrored start the Jacobian has all the rank that half of the neurons can give.",
  statement: String.raw`\operatorname{rank}J(W(0))=\min(n,\,md/2)`,
  quantity: "numerical rank less min(n, md/2)",
  grade: "exact",
  fidelity: "recalled",
  addition: "numerical rank: singular values above 8 max(n, md) u times the largest, the backward error of the decomposition",
  assumes: [],
  construct: (config, context) => excess(config, context, "mirrored", ["tanh", "softplus"], 2),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: {
    why: "a polynomial of degree two for σ, which the theory excludes: the rank is at most d(d + 1)/2",
    construct: (config, context) => excess(config, context, "mirrored", ["quadratic"], 2),
  },
};

/** rank J = min(n, md) at a start that is not mirrored. */
export const rankStandard: Claim<Config> = {
  id: "rank-standard",
  name: "Rank without mirroring",
  says: "Without mirroring every neuron gives d directions, twice as many: mirroring costs twice the width.",
  statement: String.raw`\operatorname{rank}J=\min(n,\,md)`,
  quantity: "numerical rank less min(n, md)",
  grade: "exact",
  fidelity: "derived",
  assumes: [],
  construct: (config, context) => excess(config, context, "standard", ["tanh", "softplus"], 1, 1 / 2),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: {
    why: "mirrored neurons, half of whose directions are the same",
    construct: (config, context) => excess(config, context, "mirrored", ["tanh", "softplus"], 1, 1 / 2),
  },
};

/** Rank of J at drawn starts less min(n, md/share). */
function excess(
  config: Config,
  { engine, key }: Context,
  start: "mirrored" | "standard",
  activations: readonly SampledActivation[],
  share: number,
  narrower = 1,
): readonly Measured[] {
  return rankSizes[config.scale].flatMap(({ n, d, m: wide }) => {
    const m = 2 * Math.ceil((wide * narrower) / 2);
    return activations.flatMap((activation) =>
      Array.from({ length: draws[config.scale] }, (_, k): Measured => {
        const own = fold(fold(key, "rank"), k);
        const x = gaussian(engine.math, fold(fold(own, "inputs"), d), n * d);
        const theta = startOf(engine.math, own, start, m, d);
        const spectrum = spectrumOf(engine, { activation, theta, students: m, inputs: d, x });
        return { run: `${activation}, n = ${n}, d = ${d}, m = ${m}, draw ${k}`, value: spectrum.rank - Math.min(n, (m * d) / share) };
      }),
    );
  });
}
