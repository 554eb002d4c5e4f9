import type { DeepLoss, DeepNetwork, DeepOptions, DeepProblem, Engine, Samples } from "@overparam/kernels";
import { deepLayout } from "../network/deep-layout.ts";
import type { Objective } from "./objective.ts";
import type { OutputLoss } from "./output-loss.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;

/** A deep network on samples, with the kernel behind it. */
export interface DeepObjective extends Objective {
  readonly network: DeepNetwork;
  readonly problem: DeepProblem;
  /** ∂ℓ/∂f at given outputs f [n,K] into out; returns the loss. The mean or the sum, as the objective. */
  outputSlopes(f: Float64Array, out: Float64Array): number;
}

/** What is trained, on which loss, and whether L is a mean or a sum. */
export interface DeepObjectiveOptions extends Omit<DeepOptions, "loss"> {
  /** One of the kernels' losses, or any other one. */
  readonly loss?: DeepLoss | OutputLoss;
}

/**
 * L(θ) = 1/n Σ_i ℓ(f_θ(x_i), y_i), or the sum, of a deep network; ½ ‖f − y‖² by default.
 *
 * The kernels' losses descend inside the engine; any other loss is evaluated here, between a forward and a backward pass.
 *
 * @param data x [n, inputs], y [n,K]
 * @cost value one forward pass, gradient about three
 */
export function deepObjective(
  engine: Engine,
  network: DeepNetwork,
  data: Samples,
  { loss = "squared", ...options }: DeepObjectiveOptions = {},
): DeepObjective {
  const named = typeof loss === "string";
  const problem = engine.deep.open(network, data, named ? { ...options, loss } : options);
  const { samples: n, outputs } = problem;
  const share = options.over === "sum" ? 1 : 1 / n;
  const targets = data.y.slice();
  const f = new Float64Array(n * outputs);
  const u = new Float64Array(n * outputs);
  const of = named ? namedLoss(engine, loss) : loss;
  const outputSlopes = (at: Float64Array, out: Float64Array): number => {
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const slope = out.subarray(i * outputs, (i + 1) * outputs);
      sum += of(at.subarray(i * outputs, (i + 1) * outputs), targets.subarray(i * outputs, (i + 1) * outputs), slope);
      for (let k = 0; k < outputs; k++) slope[k] = share * (slope[k] as number);
    }
    return share * sum;
  };
  const layout = deepLayout(network);
  const last = layout.blocks.at(-1)?.offset ?? 0;
  const fans = layout.blocks.reduce((sum, { shape }) => sum + shape.slice(1).reduce((product, side) => product * side, 1), 0);
  return {
    layout,
    over: "sample",
    accuracy: { kind: "sample", size: n },
    network,
    problem,
    outputSlopes,
    value(theta) {
      if (named) return problem.value(theta);
      problem.forward(theta, f);
      return outputSlopes(f, u);
    },
    gradient(theta, out) {
      if (named) return problem.gradient(theta, out);
      problem.forward(theta, f);
      const value = outputSlopes(f, u);
      problem.pullback(theta, u, out);
      return value;
    },
    /*
     * Every inner product of `fan` terms errs by at most fan · u of ‖w‖ ‖x‖ (Higham 2002, §3.1). As long as layers keep the size of what they carry,
     * δ = u Σ fans ‖B‖ ‖x_L‖/√K, ‖x_L‖ of the size of f/‖b_k‖, hence u Σ fans (‖f‖ + ‖B‖) bounds the error of f; L moves by ‖∂L/∂f‖ δ + n δ² (the
     * second slope of ℓ is at most 1), and the sum over samples adds n u L. An estimate of the right size, from above in all tests.
     */
    floor(theta) {
      problem.forward(theta, f);
      const value = outputSlopes(f, u);
      const weights = Math.sqrt(squares(theta.subarray(last)) / outputs);
      const error = unit * fans * (Math.sqrt(squares(f) / n) + weights);
      return Math.sqrt(squares(u)) * Math.sqrt(n) * error + share * n * error * error + (n + 4) * unit * Math.abs(value);
    },
    ...(named ? { engine: problem } : {}),
    close: () => problem.close(),
  };
}

function squares(entries: Float64Array): number {
  let sum = 0;
  for (const entry of entries) sum += entry * entry;
  return sum;
}

/** The kernels' losses once more, for outputs that did not come from the network itself (its linearisation, a comparison). */
function namedLoss({ math }: Engine, loss: DeepLoss): OutputLoss {
  const each =
    (term: (f: number, y: number) => readonly [value: number, slope: number]): OutputLoss =>
    (f, y, slope) => {
      let sum = 0;
      for (let k = 0; k < f.length; k++) {
        const [value, own] = term(f[k] as number, y[k] as number);
        sum += value;
        slope[k] = own;
      }
      return sum;
    };
  switch (loss) {
    case "squared":
      return each((f, y) => [((f - y) * (f - y)) / 2, f - y]);
    case "logistic":
      return each((f, y) => [math.softplus(-y * f), -y * math.sigmoid(-y * f)]);
    case "pseudo-huber":
      return each((f, y) => {
        const r = f - y;
        const root = Math.sqrt(1 + r * r);
        return [(r * r) / (root + 1), r / root];
      });
    case "geman-mcclure":
      return each((f, y) => {
        const r = f - y;
        const bottom = 1 + r * r;
        return [(r * r) / (2 * bottom), r / (bottom * bottom)];
      });
    case "cross-entropy":
      return (f, y, slope) => {
        const top = f.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
        let mass = 0;
        for (let k = 0; k < f.length; k++) mass += slope[k] = math.exp((f[k] as number) - top);
        let all = 0;
        let missed = 0;
        for (let k = 0; k < f.length; k++) {
          all += y[k] as number;
          missed += (y[k] as number) * (top - (f[k] as number));
        }
        for (let k = 0; k < f.length; k++) slope[k] = (all * (slope[k] as number)) / mass - (y[k] as number);
        return all * math.log(mass) + missed;
      };
  }
}
