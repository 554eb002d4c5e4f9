import type { Claim, Material } from "@overparam/core";
import type { Config } from "../config.ts";
import { table } from "../ensembles.ts";
import { type Start, startsOf, unfinished } from "../reduce/starts.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;
/** 1/4 − 1/(2π): the least curvature at a global minimum. */
const least = 0.09084505690810467;
/** A polished start below this is at a global minimum: the floor of the loss is 1e-14, the lowest spurious family is above 1e-3. */
const floor = 1e-10;

/** Theorem of 2021: at a global minimum every w_j = α_j v_i for one teacher, α_j ≥ 0, and the α of each teacher add up to 1. */
export const globalMinima: Claim<Config> = {
  id: "global-minima",
  name: "Global minima",
  says: "Where the loss is zero every student points along one teacher, and the students of each teacher add up to it.",
  statement: String.raw`L(W)=0\ \Longrightarrow\ w_j=\alpha_jv_{i(j)},\ \alpha_j\ge0,\ \sum_{j:\,i(j)=i}\alpha_j=1`,
  quantity: "distance from this structure of every start at the floor of the loss",
  grade: "exact",
  fidelity: "paper",
  assumes: [],
  ensemble: table,
  reduce: ({ records }) => distances(records, ({ loss }) => loss <= floor),
  predict: () => ({ form: "equals", value: 0, constants: "given" }),
  counter: {
    why: "the starts that got stuck",
    reduce: ({ records }) => distances(records, ({ bad }) => bad),
  },
};

/** A stationary point is within ‖∇L‖/λ_min of the minimum; the gradient itself rounds by some 4(n + k) units. */
function distances(records: Material<Config>["records"], wanted: (start: Start) => boolean) {
  const starts = startsOf(records);
  return {
    kind: "values" as const,
    values: starts
      .filter((start) => start.finished && wanted(start))
      .map(({ name, structure, gradient, n, k }) => ({
        run: name,
        value: structure,
        rounding: (Math.sqrt(n) * gradient + 4 * (n + k) * unit) / least,
      })),
    ...unfinished(starts),
  };
}
