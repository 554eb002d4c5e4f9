import { addMoments, type Context, fold, type Measured, momentFrame, momentLayout, normal, solveMoments } from "@overparam/core";
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
  /** Numbers of samples, ascending, and how many samples of each size every teacher is seen through: small ones cost little. */
  readonly sizes: readonly { readonly n: number; readonly draws: number }[];
  /** Independent curves, and teachers behind each; teachers take the laws and the noises in turn. */
  readonly curves: number;
  readonly teachers: number;
  readonly noises: readonly number[];
  /** Shift of the inputs along the diagonal. */
  readonly shift: number;
}

/**
 * Error of the rows at several numbers of samples, every one of them from a sample of its own, so that neighbouring points of a curve have nothing in common
 * but the teachers.
 *
 * A value is the geometric mean over teachers and draws of the root mean square row error, 2 where nothing is recovered (no held-out check): its slope is not
 * that of the worst teacher alone.
 *
 * @returns one value a curve and size; x is the number of samples
 * @cost the moments of curves · teachers · Σ n · draws samples
 */
export function independentErrors({ engine, key: root }: Context, order: ErrorOrder): readonly Measured[] {
  const { math } = engine;
  const { name, laws, inputs: d, neurons: k, sizes, curves, teachers, noises, shift } = order;
  return Array.from({ length: curves }, (_, curve) => curve).flatMap((curve) => {
    const sums = new Float64Array(sizes.length);
    for (let t = 0; t < teachers; t++) {
      const key = fold(fold(fold(root, name), curve), t);
      const law = laws[t % laws.length] as Config["law"];
      const noise = noises[t % noises.length] as number;
      const teacher = drawTeacher(engine, key, { neurons: k, inputs: d, outputs: d, conditionA: 1, conditionW: 1 });
      sizes.forEach(({ n, draws }, size) => {
        for (let draw = 0; draw < draws; draw++) {
          const own = fold(fold(key, n), draw);
          const x = drawInputs(engine, law, own, n, d);
          const offset = shift / Math.sqrt(d);
          if (offset !== 0) for (let i = 0; i < x.length; i++) x[i] = (x[i] as number) + offset;
          const y = outputsOf(engine, teacher, x, n);
          if (noise > 0) {
            const drawn = new Float64Array(y.length);
            normal(math, fold(own, "noise"), drawn);
            for (let i = 0; i < y.length; i++) y[i] = (y[i] as number) + noise * (drawn[i] as number);
          }
          const frame = momentFrame(engine, x, y, n, k);
          const moments = new Float64Array(momentLayout(frame).size);
          addMoments(engine, frame, moments, x, y, n);
          const found = solveMoments(engine, frame, moments, { neurons: k, key: fold(own, "solve") });
          sums[size] = (sums[size] as number) + math.log((found.recovered ? matchRows(teacher, found) : nothing).mean) / draws;
        }
      });
    }
    return sizes.map(({ n }, size) => ({
      run: `teachers ${curve * teachers + 1} to ${(curve + 1) * teachers}`,
      x: n,
      value: math.exp((sums[size] as number) / teachers),
    }));
  });
}
