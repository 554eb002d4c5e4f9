import {
  addMoments,
  type Context,
  fold,
  type Key,
  type Measured,
  type MomentFrame,
  momentFrame,
  momentLayout,
  normal,
  solveMoments,
} from "@overparam/core";
import type { Config } from "./config.ts";
import { drawInputs } from "./input-law.ts";
import { matchRows, nothing } from "./match-rows.ts";
import { drawTeacher, outputsOf } from "./teacher.ts";

/** Which errors are measured. */
export interface ErrorOrder {
  /** Names the draws: equal names see equal samples. */
  readonly name: string;
  readonly laws: readonly Config["law"][];
  readonly inputs: number;
  readonly neurons: number;
  /** Numbers of samples: the smallest, each twice the one before, and how many of them. */
  readonly smallest: number;
  readonly doublings: number;
  /** Independent curves, and teachers a law behind each; teachers take the noises in turn. */
  readonly curves: number;
  readonly teachers: number;
  readonly noises: readonly number[];
  /** Shift of the inputs along the diagonal. */
  readonly shift: number;
}

/** Samples that are drawn at a time; smaller sizes than this are seen once a stream. */
const chunk = 1024;
/** Blocks of a size that are solved in a stream, at most: more of the small ones would cost more than they tell. */
const mostBlocks = 4;

/**
 * Error of the rows at several numbers of samples. Every teacher has one stream, cut into disjoint blocks of each size: a large sample is one measurement, and
 * the small ones that it consists of are several.
 *
 * A value is the geometric mean over the laws of the median root mean square row error, over teachers and blocks, 2 where nothing is recovered (no held-out check):
 * its slope is neither that of the worst teacher nor of the share of teachers that are not recovered.
 *
 * @returns one value a curve and size; x is the number of samples
 * @cost the moments of curves · laws · teachers · (largest size) samples
 */
export function independentErrors(context: Context, order: ErrorOrder): readonly Measured[] {
  const { engine, key: root } = context;
  const { name, laws, curves, teachers, noises, smallest, doublings } = order;
  const sizes = Array.from({ length: doublings + 1 }, (_, i) => smallest * (1 << i));
  return Array.from({ length: curves }, (_, curve) => curve).flatMap((curve) => {
    const logs = laws.map((law, which) => {
      const errors: number[][] = sizes.map(() => []);
      for (let t = 0; t < teachers; t++) {
        const key = fold(fold(fold(fold(root, name), which), curve), t);
        stream(context, order, { law, key, noise: noises[t % noises.length] as number, sizes }, (size, error) =>
          (errors[size] as number[]).push(error),
        );
      }
      return errors.map((own) => engine.math.log(median(own)));
    });
    return sizes.map((n, size) => ({
      run: `teachers ${curve * teachers + 1} to ${(curve + 1) * teachers} of every law`,
      x: n,
      value: engine.math.exp(logs.reduce((sum, own) => sum + (own[size] as number), 0) / laws.length),
    }));
  });
}

/** One teacher through one stream. */
function stream(
  { engine }: Context,
  { inputs: d, neurons: k, shift }: ErrorOrder,
  { law, key, noise, sizes }: { readonly law: Config["law"]; readonly key: Key; readonly noise: number; readonly sizes: readonly number[] },
  tell: (size: number, error: number) => void,
): void {
  const teacher = drawTeacher(engine, key, { neurons: k, inputs: d, outputs: d, conditionA: 1, conditionW: 1 });
  const largest = sizes.at(-1) as number;
  const step = Math.min(chunk, largest);
  let frame: MomentFrame | undefined;
  let sums: Float64Array[] = [];
  for (let from = 0; from < largest; from += step) {
    const { x, y } = labelled(from);
    frame ??= momentFrame(engine, x, y, step, k);
    const layout = momentLayout(frame).size;
    if (from === 0) sums = sizes.map(() => new Float64Array(layout));
    const own = new Float64Array(layout);
    addMoments(engine, frame, own, x, y, step);
    for (const [size, n] of sizes.entries()) {
      const sum = sums[size] as Float64Array;
      if (n < step) {
        if (from > 0) continue;
        addMoments(engine, frame, sum, x.subarray(0, n * d), y.subarray(0, n * d), n);
      } else {
        if (from >= mostBlocks * n) continue;
        for (let i = 0; i < layout; i++) sum[i] = (sum[i] as number) + (own[i] as number);
        if ((from + step) % n !== 0) continue;
      }
      const found = solveMoments(engine, frame, sum, { neurons: k, key: fold(fold(key, from), "solve") });
      tell(size, (found.recovered ? matchRows(teacher, found) : nothing).mean);
      sum.fill(0);
    }
  }

  function labelled(from: number): { readonly x: Float64Array; readonly y: Float64Array } {
    const own = fold(key, from);
    const x = drawInputs(engine, law, own, step, d);
    const offset = shift / Math.sqrt(d);
    if (offset !== 0) for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) + offset;
    const y = outputsOf(engine, teacher, x, step);
    if (noise > 0) {
      const drawn = new Float64Array(y.length);
      normal(engine.math, fold(own, "noise"), drawn);
      for (let i = 0; i < y.length; i++) y[i] = (y[i] as number) + noise * (drawn[i] as number);
    }
    return { x, y };
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] as number) + (sorted[Math.floor(middle)] as number)) / 2;
}
