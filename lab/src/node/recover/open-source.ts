import { type Activation, type Engine, fold, misuse, normal, type OutputRows, rootKey, teacherLabels } from "@overparam/core";
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
  rows(signal?: AbortSignal, onAnswers?: (answers: number, asked: number) => void): Promise<OutputRows | undefined>;
}

/** What decides the samples besides their source. */
export interface SourceSettings {
  readonly activation: Activation;
  readonly seed: number;
  /** All outputs, not one; and a teacher labels −x beside every x, so that inputs are symmetric. */
  readonly symmetric: boolean;
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
export async function openSource(
  engine: Engine,
  source: RecoverySource,
  { activation, seed, symmetric }: SourceSettings,
): Promise<OpenSource> {
  const drawn = (samples: number, dimension: number): Float64Array => {
    const x = new Float64Array(samples * dimension);
    normal(engine.math, fold(rootKey("recover", seed), "inputs"), x);
    return x;
  };
  switch (source.kind) {
    case "samples": {
      const loaded = await loadSamples(source.path, symmetric);
      const rows = withTargets(loaded);
      return { config: { samples: loaded.hash }, teacher: undefined, rows: () => Promise.resolve(rows) };
    }
    case "teacher": {
      const teacher = loadNetwork(source.path, symmetric);
      const given = source.inputs === undefined ? undefined : await loadSamples(source.inputs);
      if (given !== undefined && given.inputs !== teacher.inputs) {
        throw misuse(given.path, `x must have ${teacher.inputs} columns, as W of ${source.path}`, given.inputs);
      }
      const d = teacher.inputs;
      const count = source.samples ?? usual(d);
      const config = { teacher: teacher.hash, ...(given === undefined ? { count } : { inputs: given.hash }) };
      const rows = (): Promise<OutputRows> => {
        const some = given?.x ?? drawn(symmetric ? Math.floor(count / 2) : count, d);
        return Promise.resolve(labelled(activation, teacher, symmetric ? withOpposites(some) : some));
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
          return y === undefined ? undefined : { x, y, inputs: dimension, outputs: 1 };
        },
      };
    }
  }
}

/** x, then −x. */
function withOpposites(x: Float64Array): Float64Array {
  const out = new Float64Array(2 * x.length);
  out.set(x);
  out.set(
    x.map((entry) => -entry),
    x.length,
  );
  return out;
}

function labelled(activation: Activation, { W, a, A, inputs: d, outputs: m }: LoadedNetwork, x: Float64Array): OutputRows {
  if (A === undefined) return { x, y: teacherLabels(activation, { directions: W, weights: a }, x, d), inputs: d, outputs: 1 };
  const n = x.length / d;
  const y = new Float64Array(n * m);
  for (let o = 0; o < m; o++) {
    const weights = A.subarray(o * a.length, (o + 1) * a.length);
    teacherLabels(activation, { directions: W, weights }, x, d).forEach((value, i) => {
      y[i * m + o] = value;
    });
  }
  return { x, y, inputs: d, outputs: m };
}
