import { chosen, type SignedNetwork } from "./signed-network.ts";

/** How near neurons must be to be one, and how small to be none. */
export interface MergeOrder {
  /** Cosine of the largest folded angle between neurons of one group. */
  readonly cosine: number;
  /** Neurons below this share of the largest norm are dropped. */
  readonly share: number;
}

/**
 * Neurons of |z| that point the same way, as one: groups of equal output sign around the neuron of largest norm, summed along its direction;
 * dead neurons are dropped.
 *
 * s|v·x| + s|u·x| = s|(v+u)·x| where v and u are parallel; a group's members are turned to its side first, because |−v·x| = |v·x|.
 *
 * @cost m²·d operations at most
 */
export function mergeNeurons(network: SignedNetwork, { cosine, share }: MergeOrder): SignedNetwork {
  const { inputs: d, neurons, signs } = network;
  const norms = Array.from(signs, (_, k) => norm(neurons, k * d, d));
  const order = Array.from(signs.keys()).sort((a, b) => (norms[b] as number) - (norms[a] as number) || a - b);
  const least = share * (norms[order[0] ?? 0] ?? 0);
  const heads: number[] = [];
  const out = neurons.slice();
  for (const k of order) {
    const size = norms[k] as number;
    if (!(size > least)) continue;
    let best = -1;
    let nearest = cosine;
    let side = 1;
    for (const head of heads) {
      if (signs[head] !== signs[k]) continue;
      let dot = 0;
      for (let j = 0; j < d; j++) dot += (out[head * d + j] as number) * (neurons[k * d + j] as number);
      const near = Math.abs(dot) / (size * norm(out, head * d, d));
      if (near < nearest) continue;
      best = head;
      nearest = near;
      side = dot < 0 ? -1 : 1;
    }
    if (best < 0) {
      heads.push(k);
      continue;
    }
    for (let j = 0; j < d; j++) out[best * d + j] = (out[best * d + j] as number) + side * (neurons[k * d + j] as number);
  }
  return chosen({ ...network, neurons: out }, heads);
}

/** ‖v‖ of the d entries from `at`. */
export function norm(v: Float64Array, at: number, d: number): number {
  let sum = 0;
  for (let j = 0; j < d; j++) sum += (v[at + j] as number) * (v[at + j] as number);
  return Math.sqrt(sum);
}
