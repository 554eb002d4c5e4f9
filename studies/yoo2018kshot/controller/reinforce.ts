import { type Elementary, fold, type Key } from "@overparam/core";
import { drawPolicy, greedy, logProbabilityGradient, type PolicyShape, rollOut, sampled } from "./lstm.ts";

/** What a search found. */
export interface Search {
  /** The most probable choices at the end. */
  readonly greedy: readonly number[];
  /** Reward of every sampled sequence, in order. */
  readonly rewards: readonly number[];
}

/** Step of Adam on the policy, sequences per update. */
const step = 0.02;
const batch = 8;

/**
 * REINFORCE: ascends E Σ_l ∇ log π(a_l) (R − b) with the moving baseline b ← 0.9 b + 0.1 R, by Adam on means over 8 sequences.
 *
 * @param reward of a sequence of choices
 * @param episodes sequences that are sampled
 * @source Williams 1992
 */
export function reinforce(
  math: Elementary,
  key: Key,
  shape: PolicyShape,
  reward: (actions: readonly number[]) => number,
  episodes: number,
): Search {
  const weights = drawPolicy(math, fold(key, "policy"), shape);
  const first = new Float64Array(weights.length);
  const second = new Float64Array(weights.length);
  const rewards: number[] = [];
  let baseline: number | undefined;
  let [left1, left2] = [1, 1];
  for (let update = 0; update * batch < episodes; update++) {
    const slope = new Float64Array(weights.length);
    for (let k = 0; k < batch; k++) {
      const rollout = rollOut(math, shape, weights, sampled(fold(fold(key, "sample"), update * batch + k)));
      const value = reward(rollout.actions);
      rewards.push(value);
      // The baseline must not depend on this sequence, else the estimate is biased.
      const advantage = value - (baseline ?? value);
      baseline = baseline === undefined ? value : 0.9 * baseline + 0.1 * value;
      const gradient = logProbabilityGradient(shape, weights, rollout);
      for (let i = 0; i < slope.length; i++) slope[i] = (slope[i] as number) + (advantage * (gradient[i] as number)) / batch;
    }
    left1 *= 0.9;
    left2 *= 0.99;
    for (let i = 0; i < weights.length; i++) {
      const g = slope[i] as number;
      first[i] = 0.9 * (first[i] as number) + 0.1 * g;
      second[i] = 0.99 * (second[i] as number) + 0.01 * g * g;
      const size = Math.sqrt((second[i] as number) / (1 - left2)) + 1e-8;
      weights[i] = (weights[i] as number) + (step * (first[i] as number)) / (1 - left1) / size;
    }
  }
  return { greedy: rollOut(math, shape, weights, greedy).actions, rewards };
}
