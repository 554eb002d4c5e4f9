import { type Context, fold, type Key, normal, uniform } from "@overparam/core";
import type { Config } from "../config.ts";
import type { Labelled } from "../data/images.ts";
import { type Classifier, drawClassifier } from "../network/classifier.ts";
import type { Scene } from "../scene.ts";

/** Random Gaussian inputs with random classes. */
export function randomLabelled({ engine }: Pick<Context, "engine">, key: Key, n: number, inputs: number, classes: number): Labelled {
  const x = new Float64Array(n * inputs);
  normal(engine.math, fold(key, "x"), x);
  const u = new Float64Array(n);
  uniform(fold(key, "y"), u);
  return { x, y: Uint32Array.from(u, (entry) => Math.floor(classes * entry)) };
}

/** A small random network with random data: identities hold for all. */
export function smallScene(context: Pick<Context, "engine">, key: Key, network: Classifier): Scene {
  const data = randomLabelled(context, fold(key, "data"), 8, network.inputs, network.classes);
  return {
    network,
    start: drawClassifier(context.engine.math, fold(key, "weights"), network),
    episode: { base: data, support: data, query: data },
  };
}

/** The config of short runs on small scenes. */
export function smallConfig(config: Config, change: Partial<Config> = {}): Config {
  return { ...config, rule: "plain", step: 0.1, steps: 20, weightDecay: 0, triplet: 0.1, margin: 1, grouping: "activations", ...change };
}
