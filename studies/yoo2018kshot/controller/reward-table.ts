import { type Context, fold, type Key } from "@overparam/core";
import type { Config } from "../config.ts";
import { partitionsOf, scenes } from "../scene.ts";
import { tune } from "../tune.ts";

/** Rewards of all count vectors, by exhaustive search. */
export interface RewardTable {
  /** The counts to choose from in every layer: 1, 2, 4, … up to its width. */
  readonly counts: readonly number[];
  readonly layers: number;
  /** Accuracies of the episodes, one row a count vector, the first layer's count slowest. */
  readonly accuracies: readonly (readonly number[])[];
}

/** Fine-tunes a few episodes of one pretrained network with every count vector: the same episodes for all, so that rewards are paired. */
export function rewardTable(config: Config, context: Context, key: Key, episodes: number): RewardTable {
  const [width] = config.widths as [number];
  const counts: number[] = [];
  for (let count = 1; count < width; count *= 2) counts.push(count);
  counts.push(width);
  const layers = config.widths.length;
  const drawn = scenes(config, context, key, episodes);
  const vectors = sequences(counts.length, layers);
  const accuracies = vectors.map((choices) =>
    drawn.map((scene, index) => {
      const chosen = choices.map((choice) => counts[choice] as number);
      return tune(config, context, scene, partitionsOf(config, context, fold(key, index), scene, chosen)).accuracy;
    }),
  );
  return { counts, layers, accuracies };
}

/** The row of a sequence of choices. */
export function rowOf({ counts }: RewardTable, choices: readonly number[]): number {
  return choices.reduce((at, choice) => at * counts.length + choice, 0);
}

/** Mean of a row, and its standard error. */
export function meanOf(row: readonly number[]): { readonly mean: number; readonly error: number } {
  const mean = row.reduce((sum, entry) => sum + entry, 0) / row.length;
  const squares = row.reduce((sum, entry) => sum + (entry - mean) * (entry - mean), 0);
  return { mean, error: Math.sqrt(squares / (row.length - 1) / row.length) };
}

/** All sequences of `length` numbers below `choices`, the first slowest. */
function sequences(choices: number, length: number): readonly (readonly number[])[] {
  let out: readonly (readonly number[])[] = [[]];
  for (let l = 0; l < length; l++) out = out.flatMap((before) => Array.from({ length: choices }, (_, a) => [...before, a]));
  return out;
}
