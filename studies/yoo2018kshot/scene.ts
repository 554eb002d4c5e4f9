import { type Context, fold, type Key, misuse, uniform } from "@overparam/core";
import type { Config } from "./config.ts";
import { drawEpisode, type Episode, imagesOf } from "./data/images.ts";
import { activationVectors, normalised } from "./grouping/activation-vectors.ts";
import { kMeans } from "./grouping/k-means.ts";
import { nestedPartitions } from "./grouping/nested.ts";
import { type Partition, renumbered, singletons } from "./grouping/partition.ts";
import { type Classifier, rowsOf } from "./network/classifier.ts";
import { hybridLoss } from "./network/hybrid-loss.ts";
import { pretrained } from "./network/pretrain.ts";

/** A pretrained network, and one episode for it. */
export interface Scene {
  readonly network: Classifier;
  readonly start: Float64Array;
  readonly episode: Episode;
}

/**
 * A network pretrained on the base classes, and episodes for it: episode 0, 1, … of one key share the network.
 *
 * @throws Misuse for files with too few classes or images
 */
export function scenes(config: Config, { engine, assets }: Context, key: Key, episodes: number): readonly Scene[] {
  const images = imagesOf(assets, config.inputs);
  const draw = (index: number) => drawEpisode(images, fold(key, "base"), fold(fold(key, "episode"), index), config);
  const first = draw(0);
  const network: Classifier = { inputs: images.inputs, widths: config.widths, classes: images.classes.length - config.baseClasses };
  const start = pretrained(engine.math, fold(key, "network"), network, first.base, config.baseClasses, config.pretraining);
  return Array.from({ length: episodes }, (_, index) => ({ network, start, episode: index === 0 ? first : draw(index) }));
}

/**
 * The partitions of the hidden layers that a config asks for.
 *
 * @param counts groups of every layer, cut to its width
 * @throws Misuse unless there is one number a layer
 */
export function partitionsOf(
  config: Config,
  { engine }: Context,
  key: Key,
  scene: Scene,
  counts: readonly number[] = config.groups,
): readonly Partition[] {
  const { network, start, episode } = scene;
  if (counts.length !== network.widths.length) {
    throw misuse("yoo2018kshot: groups", `there must be ${network.widths.length} numbers, one for every hidden layer`, counts.join(", "));
  }
  const gradient = new Float64Array(start.length);
  if (config.grouping === "gradients") {
    lossOf(config, { engine }, scene).gradient(start, gradient);
  }
  return network.widths.map((neurons, l) => {
    const count = Math.min(neurons, counts[l] as number);
    // As many groups as neurons is ordinary fine-tuning, whatever is alike.
    if (count === neurons) return singletons(neurons);
    const own = fold(fold(key, "groups"), l);
    if (config.grouping === "random") return randomPartition(own, neurons, count);
    const { offset, fanIn } = rowsOf(network)[l] as ReturnType<typeof rowsOf>[number];
    const vectors =
      config.grouping === "activations"
        ? activationVectors(network, start, episode.base.x, l)
        : normalised(gradient.slice(offset, offset + neurons * fanIn), neurons);
    return kMeans(vectors, neurons, count, own);
  });
}

/** The loss that a scene is fine-tuned on. */
export function lossOf(config: Config, { engine }: Pick<Context, "engine">, { network, episode }: Scene) {
  return hybridLoss(engine.math, network, episode.support, { weight: config.triplet, margin: config.margin });
}

/** Nested partitions of every hidden layer at halved numbers of groups, from single neurons to one group, by activations. */
export function nestedOf({ network, start, episode }: Scene): readonly (readonly Partition[])[] {
  return network.widths.map((neurons, l) => {
    const counts: number[] = [];
    for (let count = neurons; count > 1; count = Math.floor(count / 2)) counts.push(count);
    return nestedPartitions(activationVectors(network, start, episode.base.x, l), neurons, [...counts, 1]);
  });
}

/** Neurons put into so many groups at random, none of them empty. */
export function randomPartition(key: Key, neurons: number, count: number): Partition {
  const u = new Float64Array(neurons);
  uniform(key, u);
  const order = Array.from(u, (entry, i) => [entry, i] as const).sort(([a], [b]) => a - b);
  const out = new Uint32Array(neurons);
  order.forEach(([entry, i], rank) => (out[i] = rank < count ? rank : Math.floor(((entry * 4096) % 1) * count)));
  return renumbered(out);
}
