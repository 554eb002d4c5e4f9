import { type Activation, type Engine, fold, misuse, normal, rootKey, type Rows, teacherLabels } from "@overparam/core";
import { askCommand } from "./ask-command.ts";
import { type LoadedNetwork, loadNetwork } from "./load-network.ts";
import { loadSamples, withTargets } from "./load-samples.ts";

/** Where the samples of a recovery come from. */
export type RecoverySource =
  | { readonly kind: "samples"; readonly path: string }
  /** Labels of a teacher file, on the inputs of a file or on standard normal ones. */
  | { readonly kind: "teacher"; readonly path: string; readonly inputs?: string; readonly samples?: number }
  /** Answers of a command to standard normal inputs. */
  | { readonly kind: "query"; readonly command: string; readonly dimension: number; readonly samples?: number };

/** A source whose files are read. */
export interface OpenSource {
  /** What enters the recovery's id: files by the hash of their content. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The network that labelled the samples, where it is known. */
  readonly teacher: LoadedNetwork | undefined;
  /** The samples; undefined where `signal` fired while a command answered. */
  rows(signal?: AbortSignal, onAnswers?: (answers: number, asked: number) => void): Promise<Rows | undefined>;
}

/** Samples that are drawn unless said otherwise: 200 an input, 1000 at least. */
function usual(dimension: number): number {
  return Math.max(1000, 200 * dimension);
}

/**
 * Reads what a source names.
 *
 * @errors one sentence naming the file or the option
 */
export async function openSource(engine: Engine, source: RecoverySource, activation: Activation, seed: number): Promise<OpenSource> {
  const drawn = (samples: number, dimension: number): Float64Array => {
    const x = new Float64Array(samples * dimension);
    normal(engine.math, fold(rootKey("recover", seed), "inputs"), x);
    return x;
  };
  switch (source.kind) {
    case "samples": {
      const loaded = await loadSamples(source.path);
      const rows = withTargets(loaded);
      return { config: { samples: loaded.hash }, teacher: undefined, rows: () => Promise.resolve(rows) };
    }
    case "teacher": {
      const teacher = loadNetwork(source.path);
      const given = source.inputs === undefined ? undefined : await loadSamples(source.inputs);
      if (given !== undefined && given.inputs !== teacher.inputs) {
        throw misuse(given.path, `x must have ${teacher.inputs} columns, as W of ${source.path}`, given.inputs);
      }
      const d = teacher.inputs;
      const count = source.samples ?? usual(d);
      const config = { teacher: teacher.hash, ...(given === undefined ? { count } : { inputs: given.hash }) };
      const rows = (): Promise<Rows> => {
        const x = given?.x ?? drawn(count, d);
        return Promise.resolve({ x, y: teacherLabels(activation, { directions: teacher.W, weights: teacher.a }, x, d), inputs: d });
      };
      return { config, teacher, rows };
    }
    case "query": {
      const { command, dimension } = source;
      const count = source.samples ?? usual(dimension);
      return {
        config: { query: command, dimension, count },
        teacher: undefined,
        async rows(signal, onAnswers) {
          const x = drawn(count, dimension);
          const y = await askCommand({
            command,
            x,
            inputs: dimension,
            ...(signal === undefined ? {} : { signal }),
            ...(onAnswers === undefined ? {} : { onAnswers }),
          });
          return y === undefined ? undefined : { x, y, inputs: dimension };
        },
      };
    }
  }
}
