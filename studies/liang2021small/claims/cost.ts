import { type Claim, type Context, type Evidence, fold, type Measured, normal, type RunRecord } from "@overparam/core";
import { cellCount, greatest } from "../arrangement/greatest.ts";
import type { Config } from "../config.ts";
import { progressAxes } from "../observables/state.ts";
import { entryOf, fact } from "../reduce/values.ts";
import { costRuns } from "../trials.ts";
import { enumerated } from "./assumptions.ts";

const sizes = {
  smoke: [6, 9, 14, 20, 30, 43, 62],
  default: [15, 22, 33, 50, 75, 110, 155],
  full: [20, 30, 45, 66, 100, 150, 200, 300, 400],
} as const;

/** The number of cells that are visited is that of the formula. */
export const cells: Claim<Config> = {
  id: "cells",
  name: "Cells",
  says: "The enumeration visits as many cells as n hyperplanes in general position make.",
  statement: String.raw`\#\text{cells}=2\sum_{k<q}\binom{n-1}k`,
  quantity: "distinct cells visited over the formula",
  grade: "exact",
  fidelity: "derived",
  addition: "the formula is classical (Schläfli); the paper promises polynomial time",
  assumes: [],
  construct: (_config, context) => counted(context, false),
  reduce: ({ constructed }) => ({ kind: "values", values: constructed }),
  predict: () => ({ form: "equals", value: 1, constants: "given" }),
  counter: { why: "inputs in pairs on one line are not in general position", construct: (_config, context) => counted(context, true) },
};

function counted({ engine, key }: Context, pairs: boolean): readonly Measured[] {
  return (
    [
      [6, 2],
      [17, 2],
      [40, 2],
      [6, 3],
      [12, 3],
      [30, 3],
    ] as const
  ).map(([n, q]) => {
    const { x, c } = drawn(fold(key, `cells ${n} ${q}`), engine, n, q);
    if (pairs) for (let k = 0; k < q; k++) for (let i = 1; i < n; i += 2) x[i * q + k] = 2 * (x[(i - 1) * q + k] as number);
    return { run: `n = ${n}, q = ${q}`, value: greatest(engine, x, c, q).cells / cellCount(n, q), rounding: 0 };
  });
}

function drawn(key: Context["key"], engine: Context["engine"], n: number, q: number) {
  const x = new Float64Array(n * q);
  normal(engine.math, fold(key, "x"), x);
  const c = new Float64Array(n);
  normal(engine.math, fold(key, "c"), c);
  return { x, c };
}

/** Work grows with the power q − 1 of n: 2 for a span of three dimensions. */
export const arrangementWork: Claim<Config> = {
  id: "arrangement-work",
  name: "Work of a certificate",
  says: "For inputs in three dimensions the faces that a certificate looks at grow like the square of the number of samples.",
  statement: String.raw`\text{faces}=\Theta(n^{q-1}),\ q=3`,
  quantity: "slope of log faces in log (n − ½)",
  grade: "exponent",
  fidelity: "derived",
  addition: "the enumeration is a reconstruction; it walks 2(n − 1) arcs on each of n planes, and n(n − 1) is (n − ½)² but for a quarter",
  assumes: [],
  construct: (config, context) => faces(config, context, 3),
  reduce: ({ constructed }) => curvesOf(constructed),
  predict: () => ({ form: "slope equals", exponent: 2, towards: "large x", constants: "fitted" }),
  counter: { why: "inputs in a plane: the power is 1", construct: (config, context) => faces(config, context, 2) },
};

function faces({ scale }: Config, { engine, key }: Context, q: number): readonly Measured[] {
  return [0, 1, 2, 3, 4].flatMap((draw) =>
    sizes[scale].map((n): Measured => {
      const { x, c } = drawn(fold(fold(key, `faces ${q} ${n}`), draw), engine, n, q);
      return { run: `draw ${draw}`, x: n - 0.5, value: greatest(engine, x, c, q).visited };
    }),
  );
}

/** The whole algorithm: steps, each of n m q operations, and certificates. */
export const polynomialTime: Claim<Config> = {
  id: "polynomial-time",
  name: "Polynomial time",
  says: "Descent with insertion is certified after an amount of work that grows no faster than the square of the number of samples.",
  statement: String.raw`\text{steps}\cdot n\,m\,q+\text{faces}=O(n^2)`,
  quantity: "slope in log n of the log of operations until the certificate",
  grade: "existential",
  fidelity: "reconstruction",
  addition: "the paper says polynomial time; the algorithm, data in a plane and the power are the laboratory's",
  assumes: [enumerated],
  ensemble: costRuns,
  reduce: ({ records }) => costs(records, untilCertified),
  predict: () => ({ form: "slope at most", exponent: 2, towards: "large x", constants: "fitted" }),
  counter: {
    why: "inputs that span five dimensions: the arrangement has of the order of n⁴ cells",
    reduce: ({ records }) => costs(records, (record) => cellCount(fact(record, "n"), 5)),
  },
};

const nothing = { iteration: 0, time: 0, values: {} };

function costs(records: readonly RunRecord<Config>[], cost: (record: RunRecord<Config>) => number): Evidence {
  return {
    kind: "curves",
    curves: [...new Set(records.map(({ seed }) => seed))].map((seed) => {
      const own = records.filter((record) => record.seed === seed);
      return { run: `seed ${seed}`, x: own.map((record) => fact(record, "n")), y: own.map(cost) };
    }),
  };
}

/** Operations of the steps and faces of the checks until the certificate; infinite where a run was never certified. */
function untilCertified(record: RunRecord<Config>): number {
  const end = record.samples.at(-1) ?? nothing;
  const certified = entryOf(end, "progress", progressAxes.certified);
  if (!(certified >= 0)) return Number.POSITIVE_INFINITY;
  return 4 * certified * fact(record, "n") * fact(record, "m") * fact(record, "q") + entryOf(end, "progress", progressAxes.visited);
}

function curvesOf(values: readonly Measured[]): Evidence {
  return {
    kind: "curves",
    curves: [...new Set(values.map(({ run }) => run))].map((run) => {
      const own = values.filter((entry) => entry.run === run);
      return { run, x: own.map(({ x }) => x as number), y: own.map(({ value }) => value) };
    }),
  };
}
