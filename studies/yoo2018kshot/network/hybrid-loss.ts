import { type Elementary, misuse, type Objective } from "@overparam/core";
import type { Labelled } from "../data/images.ts";
import { type Classifier, forward, layoutOf, type Rows, rowsOf } from "./classifier.ts";

/** Weight and margin of the triplet loss; weight 0 leaves the cross-entropy. */
export interface TripletOrder {
  readonly weight: number;
  readonly margin: number;
}

/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;

/**
 * Cross-entropy plus a triplet loss on the last hidden layer: mean −log softmax(logits)_y + λ mean max(0, ‖e_a − e_p‖² − ‖e_a − e_n‖² + margin)
 * over all triplets of an anchor, another example of its class and an example of another class. relu'(0) = 0.
 *
 * @cost three forward passes, and n³ distances where λ > 0
 * @source the loss of Yoo, Fan, Boddeti, Kitani 2018, as recalled
 */
export function hybridLoss(math: Elementary, network: Classifier, { x, y }: Labelled, { weight, margin }: TripletOrder): Objective {
  const { inputs, classes } = network;
  const n = y.length;
  if (x.length !== n * inputs) throw misuse("hybridLoss", `x must have ${n * inputs} entries`, x);
  const layers = rowsOf(network);
  const hidden = network.widths.length;
  const embedding = network.widths[hidden - 1] as number;
  const triplets = weight > 0 ? tripletsOf(y) : [];

  /** Value; where `deltas` are given, fills ∂/∂logits and adds ∂/∂embeddings. */
  const top = (outputs: readonly Float64Array[], slopes?: { logits: Float64Array; embeddings: Float64Array }): number => {
    const logits = outputs[hidden] as Float64Array;
    const e = outputs[hidden - 1] as Float64Array;
    let value = 0;
    const powers = new Float64Array(classes);
    for (let s = 0; s < n; s++) {
      let most = Number.NEGATIVE_INFINITY;
      for (let c = 0; c < classes; c++) most = Math.max(most, logits[s * classes + c] as number);
      for (let c = 0; c < classes; c++) powers[c] = (logits[s * classes + c] as number) - most;
      const own = powers[y[s] as number] as number;
      math.each("exp", powers, powers);
      let sum = 0;
      for (let c = 0; c < classes; c++) sum += powers[c] as number;
      value += (math.log(sum) - own) / n;
      if (slopes === undefined) continue;
      for (let c = 0; c < classes; c++) slopes.logits[s * classes + c] = ((powers[c] as number) / sum - (c === y[s] ? 1 : 0)) / n;
    }
    if (triplets.length === 0) return value;
    const distance = distances(e, n, embedding);
    const scale = weight / triplets.length;
    for (const [a, p, q] of triplets) {
      const gap = (distance[a * n + p] as number) - (distance[a * n + q] as number) + margin;
      if (!(gap > 0)) continue;
      value += scale * gap;
      if (slopes === undefined) continue;
      for (let k = 0; k < embedding; k++) {
        const [ea, ep, eq] = [e[a * embedding + k] as number, e[p * embedding + k] as number, e[q * embedding + k] as number];
        const g = slopes.embeddings;
        g[a * embedding + k] = (g[a * embedding + k] as number) + 2 * scale * (eq - ep);
        g[p * embedding + k] = (g[p * embedding + k] as number) - 2 * scale * (ea - ep);
        g[q * embedding + k] = (g[q * embedding + k] as number) + 2 * scale * (ea - eq);
      }
    }
    return value;
  };

  return {
    layout: layoutOf(network),
    over: "sample",
    accuracy: { kind: "sample", size: n },
    value: (theta) => top(forward(network, theta, x)),
    gradient(theta, out) {
      const outputs = forward(network, theta, x);
      const logits = new Float64Array(n * classes);
      const embeddings = new Float64Array(n * embedding);
      const value = top(outputs, { logits, embeddings });
      out.fill(0);
      let delta: Float64Array = logits;
      for (let l = layers.length - 1; l >= 0; l--) {
        const { neurons, fanIn, offset } = layers[l] as Rows;
        const from = fanIn - 1;
        const below = l === 0 ? x : (outputs[l - 1] as Float64Array);
        const next = new Float64Array(l === 0 ? 0 : n * from);
        if (l === hidden) next.set(embeddings);
        for (let s = 0; s < n; s++) {
          for (let i = 0; i < neurons; i++) {
            const d = delta[s * neurons + i] as number;
            if (d === 0) continue;
            const at = offset + i * fanIn;
            for (let k = 0; k < from; k++) out[at + k] = (out[at + k] as number) + d * (below[s * from + k] as number);
            out[at + from] = (out[at + from] as number) + d;
            if (l > 0) for (let k = 0; k < from; k++) next[s * from + k] = (next[s * from + k] as number) + d * (theta[at + k] as number);
          }
        }
        if (l > 0) for (let k = 0; k < next.length; k++) if (!((below[k] as number) > 0)) next[k] = 0;
        delta = next;
      }
      return value;
    },
    floor(theta) {
      const outputs = forward(network, theta, x);
      const largest = outputs.reduce((most, layer) => layer.reduce((a, b) => Math.max(a, Math.abs(b)), most), 1);
      const terms = layers.reduce((sum, { fanIn }) => sum + fanIn, classes + n);
      return unitRoundoff * terms * largest * (1 + weight * largest);
    },
    close: () => {},
  };
}

/** All (anchor, positive, negative). */
function tripletsOf(y: Uint32Array): readonly (readonly [number, number, number])[] {
  const out: [number, number, number][] = [];
  for (let a = 0; a < y.length; a++) {
    for (let p = 0; p < y.length; p++) {
      if (p === a || y[p] !== y[a]) continue;
      for (let q = 0; q < y.length; q++) if (y[q] !== y[a]) out.push([a, p, q]);
    }
  }
  return out;
}

/** ‖e_i − e_j‖², [n,n]. */
function distances(e: Float64Array, n: number, width: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      let sum = 0;
      for (let k = 0; k < width; k++) {
        const gap = (e[i * width + k] as number) - (e[j * width + k] as number);
        sum += gap * gap;
      }
      out[i * n + j] = sum;
      out[j * n + i] = sum;
    }
  }
  return out;
}
