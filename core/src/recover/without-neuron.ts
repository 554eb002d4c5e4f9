import type { Engine } from "@overparam/kernels";
import type { NormalEquations } from "./normal-equations.ts";
import { norm } from "./merge-neurons.ts";
import { chosen, moved, type SignedNetwork } from "./signed-network.ts";

/**
 * The network without the neuron whose removal costs least, the others moved so that they take over what they can.
 *
 * To second order removing neuron k raises Σ e² by v_kᵀ [(G⁻¹)_kk]⁻¹ v_k, G = JᵀJ, at the step −(G⁻¹)_{·k} [(G⁻¹)_kk]⁻¹ v_k. Parallel neurons
 * make G singular, so one of them costs nothing and its share goes to the other: merging is a case of dropping. G is damped by 10⁻¹⁰ of its
 * mean diagonal; where it has no factor, the smallest neuron goes and the others stay.
 *
 * @cost p³ and m factorizations of size d
 * @source Hassibi, Stork 1993, "Second order derivatives for network pruning: optimal brain surgeon"; here by blocks
 */
export function withoutNeuron(engine: Engine, network: SignedNetwork, { gram, right }: NormalEquations): SignedNetwork {
  const { inputs: d, neurons, signs } = network;
  const p = right.length;
  const inverse = invert(engine, gram, p, 1e-10);
  const cheapest = inverse === undefined ? undefined : leastCost(engine, network, inverse, p);
  if (cheapest === undefined || inverse === undefined) {
    let smallest = 0;
    for (let k = 1; k < signs.length; k++) if (norm(neurons, k * d, d) < norm(neurons, smallest * d, d)) smallest = k;
    return chosen(network, allBut(signs.length, smallest));
  }
  const step = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += (inverse[i * p + cheapest.neuron * d + j] as number) * (cheapest.pull[j] as number);
    step[i] = -sum;
  }
  return chosen(moved(network, step), allBut(signs.length, cheapest.neuron));
}

/** The neuron of least cost and [(G⁻¹)_kk]⁻¹ v_k of it. */
function leastCost(
  engine: Engine,
  { inputs: d, neurons, signs }: SignedNetwork,
  inverse: Float64Array,
  p: number,
): { readonly neuron: number; readonly pull: Float64Array } | undefined {
  let least = Number.POSITIVE_INFINITY;
  let found: { readonly neuron: number; readonly pull: Float64Array } | undefined;
  const block = new Float64Array(d * d);
  const factor = new Float64Array(d * d);
  for (let k = 0; k < signs.length; k++) {
    for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) block[i * d + j] = inverse[(k * d + i) * p + k * d + j] as number;
    if (engine.linear.cholesky(block, d, factor) < d) continue;
    const pull = neurons.slice(k * d, k * d + d);
    engine.linear.choleskySolve(factor, d, pull);
    let cost = 0;
    for (let j = 0; j < d; j++) cost += (neurons[k * d + j] as number) * (pull[j] as number);
    if (!(cost < least)) continue;
    least = cost;
    found = { neuron: k, pull };
  }
  return found;
}

function allBut(count: number, left: number): number[] {
  return Array.from({ length: count }, (_, k) => k).filter((k) => k !== left);
}

/** Share of its diagonal entry below which a pivot of an undamped G = JᵀJ is rounding: that of G is 10⁻¹⁶ a row, and 10⁻⁶ in J is what is then left. */
const leastPivot = 1e-12;

/** (G + δ tr(G)/p I)⁻¹ of a symmetric G [p,p], or undefined where that is not positive definite; without damping, not so beyond rounding. */
export function invert(engine: Engine, gram: Float64Array, p: number, damping = 0): Float64Array | undefined {
  let trace = 0;
  for (let i = 0; i < p; i++) trace += gram[i * p + i] as number;
  const damped = gram.slice();
  for (let i = 0; i < p; i++) damped[i * p + i] = (damped[i * p + i] as number) + (damping * trace) / p;
  const factor = new Float64Array(p * p);
  if (engine.linear.cholesky(damped, p, factor) < p) return undefined;
  for (let i = 0; damping === 0 && i < p; i++) {
    const pivot = factor[i * p + i] as number;
    if (!(pivot * pivot > leastPivot * (gram[i * p + i] as number))) return undefined;
  }
  const inverse = new Float64Array(p * p);
  for (let i = 0; i < p; i++) inverse[i * p + i] = 1;
  engine.linear.choleskySolve(factor, p, inverse, p);
  return inverse;
}
