import type { Activation, Elementary } from "@overparam/kernels";
import { teacherLabels } from "../../../src/data/teacher-labels.ts";
import { fold } from "../../../src/random/fold.ts";
import { normal } from "../../../src/random/normal.ts";
import { rootKey } from "../../../src/random/root-key.ts";
import { sphere } from "../../../src/random/sphere.ts";
import { uniform } from "../../../src/random/uniform.ts";
import { firstRows, type Rows } from "../../../src/recover/rows.ts";

/** A random teacher and its samples. */
export interface Instance {
  readonly teacher: { readonly W: Float64Array; readonly a: Float64Array };
  readonly data: Rows;
}

/** What an instance is drawn by. */
export interface Drawn {
  readonly activation: Activation;
  readonly r: number;
  readonly d: number;
  readonly seed: number;
  /** Standard deviation of normal noise on y. */
  readonly noise?: number;
  /** Samples; 20·r·d unless said otherwise. */
  readonly samples?: number;
}

/** Unit directions of folded angle ≥ 30°, output weights ±[0.5, 2], standard normal inputs. */
export function randomNetwork(math: Elementary, { activation, r, d, seed, noise = 0, samples = 20 * r * d }: Drawn): Instance {
  const key = fold(rootKey("recover-test", seed), `${activation} ${r} ${d}`);
  const W = new Float64Array(r * d);
  for (let k = 0, draw = 0; k < r; draw++) {
    const row = new Float64Array(d);
    sphere(math, fold(fold(key, "direction"), draw), d, row);
    const near = Array.from({ length: k }, (_, i) => Math.abs(row.reduce((sum, entry, j) => sum + entry * (W[i * d + j] as number), 0)));
    if (Math.max(0, ...near) <= Math.sqrt(3) / 2) W.set(row, d * k++);
  }
  const u = new Float64Array(2 * r);
  uniform(fold(key, "weights"), u);
  const a = Float64Array.from({ length: r }, (_, k) => (0.5 + 1.5 * (u[k] as number)) * ((u[r + k] as number) < 0.5 ? -1 : 1));
  return { teacher: { W, a }, data: labelled(math, activation, { W, a }, { d, seed, samples, noise }) };
}

/** Samples of a given network on standard normal inputs. */
export function labelled(
  math: Elementary,
  activation: Activation,
  { W, a }: Instance["teacher"],
  { d, seed, samples, noise = 0 }: { readonly d: number; readonly seed: number; readonly samples: number; readonly noise?: number },
): Rows {
  const key = fold(rootKey("recover-test", seed), "samples");
  const x = new Float64Array(samples * d);
  normal(math, fold(key, "inputs"), x);
  const e = new Float64Array(samples);
  normal(math, fold(key, "noise"), e);
  const y = teacherLabels(activation, { directions: W, weights: a }, x, d).map((value, i) => value + noise * (e[i] as number));
  return firstRows({ x, y, inputs: d }, samples);
}
