import { type Elementary, fold, type Key, normal, uniform } from "@overparam/core";

/** A recurrent policy: h_l = LSTM(h_{l−1}, onehot(a_{l−1})), π(a_l) = softmax(V h_l). */
export interface PolicyShape {
  /** Choices at every layer. */
  readonly choices: number;
  /** Entries of h. */
  readonly hidden: number;
  /** Layers, i.e. choices in a sequence. */
  readonly length: number;
}

/** Number of weights: gates [4h, choices], [4h, h], [4h]; V [choices, h]. */
export function policySize({ choices, hidden }: PolicyShape): number {
  return 4 * hidden * (choices + hidden + 1) + choices * hidden;
}

/** Weights N(0, 0.1²). */
export function drawPolicy(math: Elementary, key: Key, shape: PolicyShape): Float64Array {
  const out = new Float64Array(policySize(shape));
  normal(math, key, out);
  return out.map((entry) => 0.1 * entry);
}

interface Layer {
  readonly input: number;
  readonly before: Float64Array;
  readonly cellBefore: Float64Array;
  readonly gates: Float64Array;
  readonly cell: Float64Array;
  readonly squashed: Float64Array;
  readonly h: Float64Array;
  readonly probabilities: Float64Array;
}

/** A sequence of choices with what is needed to differentiate its probability. */
export interface Rollout {
  readonly actions: readonly number[];
  readonly logProbability: number;
  readonly layers: readonly Layer[];
}

/**
 * Rolls the policy out; `choose` picks an action from the probabilities of a layer.
 *
 * @source Hochreiter, Schmidhuber 1997, with forget gates (Gers, Schmidhuber, Cummins 2000)
 */
export function rollOut(
  math: Elementary,
  { choices, hidden, length }: PolicyShape,
  weights: Float64Array,
  choose: (probabilities: Float64Array, layer: number) => number,
): Rollout {
  const [atH, atB, atV] = offsets(choices, hidden);
  let h = new Float64Array(hidden);
  let cell = new Float64Array(hidden);
  let input = -1;
  let logProbability = 0;
  const layers: Layer[] = [];
  for (let l = 0; l < length; l++) {
    const gates = new Float64Array(4 * hidden);
    for (let g = 0; g < 4 * hidden; g++) {
      let sum = (weights[atB + g] as number) + (input < 0 ? 0 : (weights[g * choices + input] as number));
      for (let k = 0; k < hidden; k++) sum += (weights[atH + g * hidden + k] as number) * (h[k] as number);
      gates[g] = g < 3 * hidden ? math.sigmoid(sum) : math.tanh(sum);
    }
    const next = new Float64Array(hidden);
    const squashed = new Float64Array(hidden);
    const out = new Float64Array(hidden);
    for (let k = 0; k < hidden; k++) {
      const [take, keep, show, fresh] = [0, 1, 2, 3].map((q) => gates[q * hidden + k] as number) as [number, number, number, number];
      next[k] = keep * (cell[k] as number) + take * fresh;
      squashed[k] = math.tanh(next[k] as number);
      out[k] = show * (squashed[k] as number);
    }
    const probabilities = new Float64Array(choices);
    let most = Number.NEGATIVE_INFINITY;
    for (let a = 0; a < choices; a++) {
      let sum = 0;
      for (let k = 0; k < hidden; k++) sum += (weights[atV + a * hidden + k] as number) * (out[k] as number);
      probabilities[a] = sum;
      most = Math.max(most, sum);
    }
    let total = 0;
    for (let a = 0; a < choices; a++) {
      probabilities[a] = math.exp((probabilities[a] as number) - most);
      total += probabilities[a] as number;
    }
    for (let a = 0; a < choices; a++) probabilities[a] = (probabilities[a] as number) / total;
    layers.push({ input, before: h, cellBefore: cell, gates, cell: next, squashed, h: out, probabilities });
    input = choose(probabilities, l);
    logProbability += math.log(probabilities[input] as number);
    h = out;
    cell = next;
  }
  return { actions: [...layers.slice(1).map((layer) => layer.input), input], logProbability, layers };
}

/** Σ_l ∇ log π(a_l), by backpropagation through the layers. */
export function logProbabilityGradient(
  { choices, hidden }: PolicyShape,
  weights: Float64Array,
  { actions, layers }: Rollout,
): Float64Array {
  const [atH, atB, atV] = offsets(choices, hidden);
  const out = new Float64Array(weights.length);
  const add = (at: number, value: number): void => {
    out[at] = (out[at] as number) + value;
  };
  let fromH = new Float64Array(hidden);
  let fromCell = new Float64Array(hidden);
  for (let l = layers.length - 1; l >= 0; l--) {
    const { input, before, cellBefore, gates, squashed, h, probabilities } = layers[l] as Layer;
    const dh = fromH.slice();
    for (let a = 0; a < choices; a++) {
      const d = (a === actions[l] ? 1 : 0) - (probabilities[a] as number);
      for (let k = 0; k < hidden; k++) {
        add(atV + a * hidden + k, d * (h[k] as number));
        dh[k] = (dh[k] as number) + d * (weights[atV + a * hidden + k] as number);
      }
    }
    fromH = new Float64Array(hidden);
    const nextCell = new Float64Array(hidden);
    for (let k = 0; k < hidden; k++) {
      const [take, keep, show, fresh] = [0, 1, 2, 3].map((q) => gates[q * hidden + k] as number) as [number, number, number, number];
      const s = squashed[k] as number;
      const dCell = (dh[k] as number) * show * (1 - s * s) + (fromCell[k] as number);
      nextCell[k] = dCell * keep;
      const slopes = [
        dCell * fresh * take * (1 - take),
        dCell * (cellBefore[k] as number) * keep * (1 - keep),
        (dh[k] as number) * s * show * (1 - show),
        dCell * take * (1 - fresh * fresh),
      ];
      slopes.forEach((slope, q) => {
        const g = q * hidden + k;
        if (input >= 0) add(g * choices + input, slope);
        add(atB + g, slope);
        for (let j = 0; j < hidden; j++) {
          add(atH + g * hidden + j, slope * (before[j] as number));
          fromH[j] = (fromH[j] as number) + slope * (weights[atH + g * hidden + j] as number);
        }
      });
    }
    fromCell = nextCell;
  }
  return out;
}

function offsets(choices: number, hidden: number): readonly [number, number, number] {
  const atH = 4 * hidden * choices;
  const atB = atH + 4 * hidden * hidden;
  return [atH, atB, atB + 4 * hidden];
}

/** A choice from probabilities by a uniform number. */
export function sampled(key: Key): (probabilities: Float64Array, layer: number) => number {
  return (probabilities, layer) => {
    const u = new Float64Array(1);
    uniform(fold(key, layer), u);
    let left = u[0] as number;
    for (let a = 0; a < probabilities.length - 1; a++) {
      left -= probabilities[a] as number;
      if (left < 0) return a;
    }
    return probabilities.length - 1;
  };
}

/** The most probable choice. */
export function greedy(probabilities: Float64Array): number {
  return probabilities.reduce((best, p, a) => (p > (probabilities[best] as number) ? a : best), 0);
}
