import { type Claim, type Context, fold, type Measured, normal } from "@overparam/core";
import type { Config } from "../config.ts";
import { groupCount, type Partition } from "../grouping/partition.ts";
import { shareGradient } from "../grouping/shared-gradient.ts";
import type { YooProblem } from "../problem.ts";
import { randomPartition } from "../scene.ts";

/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;
/** Neurons and groups. */
const sizes = [
  [1, 1],
  [7, 3],
  [16, 5],
  [33, 8],
  [33, 33],
] as const;

/** M = Mᵀ = M²: sharing gradients is an orthogonal projection of rank c. */
export const projection: Claim<Config, YooProblem> = {
  id: "projection",
  name: "Projection",
  says: "Giving a group its mean gradient is an orthogonal projection, whose rank is the number of groups.",
  statement: String.raw`M=M^\top=M^2,\quad\operatorname{tr}M=c,\quad M_{ij}=1/|G|\ \text{for}\ i,j\in G`,
  quantity: "largest entry of M − Mᵀ, M² − M and (map − M) applied to a gradient, and tr M − c",
  grade: "exact",
  fidelity: "derived",
  assumes: [],
  construct: (_config, context) => errors(context, (partition) => sharing(partition, false)),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: {
    why: "the sum over the group in place of its mean",
    construct: (_config, context) => errors(context, (partition) => sharing(partition, true)),
  },
};

/** The map on one number a neuron. */
function sharing(partition: Partition, sum: boolean): (gradient: Float64Array) => Float64Array {
  return (gradient) => {
    const out = gradient.slice();
    shareGradient(out, [{ neurons: partition.length, fanIn: 1, offset: 0 }], [partition]);
    if (!sum) return out;
    return out.map((entry, i) => entry * partition.filter((group) => group === partition[i]).length);
  };
}

function errors({ engine, key }: Context, mapOf: (partition: Partition) => (gradient: Float64Array) => Float64Array): readonly Measured[] {
  return sizes.flatMap(([n, groups], at) => {
    const partition = randomPartition(fold(fold(key, "projection"), at), n, groups);
    const map = mapOf(partition);
    const columns = Array.from({ length: n }, (_, j) => map(Float64Array.from({ length: n }, (_unused, i) => (i === j ? 1 : 0))));
    const entry = (i: number, j: number): number => (columns[j] as Float64Array)[i] as number;
    const g = new Float64Array(n);
    normal(engine.math, fold(fold(key, "gradient"), at), g);
    const shared = map(g);
    let [asymmetry, square, apart, trace, size] = [0, 0, 0, 0, 0];
    for (let i = 0; i < n; i++) {
      let product = 0;
      for (let j = 0; j < n; j++) {
        asymmetry = Math.max(asymmetry, Math.abs(entry(i, j) - entry(j, i)));
        let twice = 0;
        for (let k = 0; k < n; k++) twice += entry(i, k) * entry(k, j);
        square = Math.max(square, Math.abs(twice - entry(i, j)));
        product += entry(i, j) * (g[j] as number);
      }
      apart = Math.max(apart, Math.abs(product - (shared[i] as number)));
      size = Math.max(size, Math.abs(g[i] as number));
      trace += entry(i, i);
    }
    const run = `${n} neurons, ${groups} groups`;
    const rounding = 4 * n * unitRoundoff;
    return [
      { run, value: asymmetry, rounding },
      { run, value: square, rounding },
      { run, value: apart, rounding: rounding * size },
      { run, value: trace - groupCount(partition), rounding: rounding * n },
    ];
  });
}
