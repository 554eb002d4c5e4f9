import { createHash } from "node:crypto";
import { canonicalJson, misuse, type NarrowConfig, narrowStudy, type NamedTensors, sha256 } from "@overparam/core";
import { numericsVersion } from "@overparam/kernels";
import { writeSafetensors } from "../../format/safetensors.ts";
import { recordSchema } from "../../record/record-schema.ts";

/** What is to be found: the narrowest network that reaches this on held-out samples, in the median over seeds. */
export interface NarrowTarget {
  readonly kind: "accuracy" | "loss";
  readonly value: number;
}

/** Samples to train on and to measure on, as they are. */
export interface NarrowSamples {
  readonly train: NamedTensors;
  readonly held: NamedTensors;
  /** `classes`: y is ±1. */
  readonly task: NarrowConfig["task"];
  /** Are the inputs of one kind, as pixels are? */
  readonly alike: boolean;
  /** Class numbers behind −1 and +1. */
  readonly classes: readonly number[];
  /** Where they are from, for the reader: `data:mnist`. */
  readonly name: string;
}

/** How widths are searched and networks trained. */
export interface NarrowSettings {
  readonly target: NarrowTarget;
  /** Largest width that is tried, even. */
  readonly most: number;
  /** Independent trainings a width. */
  readonly seeds: number;
  readonly firstSeed: number;
  /** Inputs scaled together, as pixels are, or each by itself, as measurements in units of their own. */
  readonly scaling: "together" | "columns";
  /** Principal components of the inputs that are kept. */
  readonly components: number;
  readonly radius: number;
  readonly penalty: number;
  readonly steps: number;
}

/** The hash of samples, in place of their content. */
export function hashOfTensors(tensors: NamedTensors): string {
  return `sha256:${createHash("sha256").update(writeSafetensors(tensors)).digest("hex")}`;
}

/** The name of a search: everything that decides its numbers. */
export function narrowIdentity(samples: NarrowSamples, settings: NarrowSettings, backend: string): string {
  return sha256(
    canonicalJson({
      schema: recordSchema,
      narrow: narrowStudy.version,
      numericsVersion,
      backend,
      train: hashOfTensors(samples.train),
      held: hashOfTensors(samples.held),
      task: samples.task,
      settings,
    }),
  );
}

/**
 * Checks a question before anything is computed.
 *
 * @errors one sentence: an accuracy for values, a target outside its range, an odd width
 */
export function checkNarrow({ task }: NarrowSamples, { target, most }: NarrowSettings): void {
  if (target.kind === "accuracy" && task === "values") {
    throw misuse("--target-accuracy", "accuracy is of classes, and these samples have values", undefined, "give --target-loss");
  }
  if (target.kind === "accuracy" && !(target.value > 0 && target.value <= 1)) {
    throw misuse("--target-accuracy", "it is above 0 and at most 1", target.value, "0.99, say");
  }
  if (target.kind === "loss" && !(target.value > 0)) throw misuse("--target-loss", "it is above 0", target.value);
  if (most % 2 !== 0) throw misuse("--max-width", "widths are even, as neurons come in pairs", most, `give ${most + 1}`);
}
