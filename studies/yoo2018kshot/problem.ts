import type { Objective, Problem } from "@overparam/core";
import type { Episode } from "./data/images.ts";
import type { Partition } from "./grouping/partition.ts";
import type { Classifier } from "./network/classifier.ts";

/** Fine-tuning of one episode. */
export interface YooProblem extends Problem<Objective> {
  readonly network: Classifier;
  readonly episode: Episode;
  /** Of every hidden layer. */
  readonly partitions: readonly Partition[];
  /** Nested partitions of every hidden layer, from single neurons to one group. */
  readonly nested: readonly (readonly Partition[])[];
}
