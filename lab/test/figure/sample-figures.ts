import type { Figure } from "@overparam/core";

/** Figures of invented numbers, as pure functions of nothing: the shapes that studies make. */

const decades = Array.from({ length: 41 }, (_, i) => 10 ** (i / 8 - 1));
const loss = (t: number, k: number): number => (0.3 * k) / (1 + (t / 6) ** 2.6);
const id = (k: number): string => (k * 0x9e3779b1 + 0x1234567).toString(16).slice(0, 8).padEnd(64, "0a1b2c3d");

export const lossFigure: Figure = {
  id: "loss",
  title: "Loss against time, four widths",
  caption:
    "Population loss of gradient descent from a start near the teacher; slope −2.60 [−2.68, −2.52] over the last decade, Theorem 5 asks for at most −1. Median of five seeds, 10–90 % band.",
  runs: [1, 2, 3, 4, 5, 6, 7, 8].map(id),
  kind: "lines",
  x: { label: "time t = η · steps", scale: "log" },
  y: { label: "population loss L", scale: "log" },
  series: [
    { label: "Theorem 5: slope −1", role: "predicted", x: [20, 10_000], y: [0.02, 0.00004] },
    ...[3, 6, 12, 24].map((m, i) => ({
      label: `m = ${m}`,
      role: "measured" as const,
      x: decades,
      y: decades.map((t) => (m === 3 ? Math.max(1e-14, 0.3 * Math.exp(-t / 40)) : loss(t, 1 + i * 0.6))),
      ...(m === 24 ? { low: decades.map((t) => loss(t, 1.4)), high: decades.map((t) => loss(t, 5)) } : {}),
    })),
  ],
};

export const ratioFigure: Figure = {
  id: "ratio",
  title: "Smallest gradient ratio against width",
  caption: "‖∇L‖ / Lᵃ over the run, for a = ½, ⅔, ¾, 1. Only a = 1 shows no trend: slope 0.01 [−0.05, 0.07].",
  runs: [1, 2, 3].map(id),
  kind: "lines",
  x: { label: "students m", scale: "log" },
  y: { label: "min ‖∇L‖ / Lᵃ", scale: "log" },
  series: [
    { label: "a = ½", role: "measured", marks: true, x: [3, 6, 12, 24, 48], y: [0.9, 0.5, 0.27, 0.16, 0.12] },
    { label: "a = ⅔", role: "measured", marks: true, x: [3, 6, 12, 24, 48], y: [1.1, 1.0, 0.8, 0.75, 0.7] },
    { label: "a = ¾", role: "measured", marks: true, x: [3, 6, 12, 24, 48], y: [1.3, 1.2, 1.1, 0.9, 0.75] },
    { label: "a = 1", role: "measured", marks: true, x: [3, 6, 12, 24, 48], y: [4.2, 4.1, 4.3, 4.2, 4.25] },
    { label: "no trend", role: "predicted", x: [3, 48], y: [4.2, 4.2] },
  ],
};

export const linearFigure: Figure = {
  id: "ends",
  title: "Crowded ends",
  caption: "Eight lines that end at almost the same height.",
  runs: [id(9)],
  kind: "lines",
  x: { label: "width", scale: "linear" },
  y: { label: "value", scale: "linear" },
  series: Array.from({ length: 8 }, (_, k) => ({
    label: `a rather long label of line number ${k}`,
    role: "measured" as const,
    x: Array.from({ length: 20 }, (_, i) => i),
    y: Array.from({ length: 20 }, (_, i) => Math.sin(i / 4 + k / 3) * (20 - i) + k / 10),
  })),
};

const teachers = [0.35, 1.55, 2.6].map((a) => [Math.cos(a), Math.sin(a)] as const);
const around = (spread: number, size: number) =>
  teachers.flatMap(([x, y], k) =>
    [-2, -1, 0, 1, 2, 3].map((j) => {
      const turn = spread * (j - 0.5) * (1 + k / 5);
      const length = size * (0.4 + 0.1 * j);
      return [length * (x * Math.cos(turn) - y * Math.sin(turn)), length * (x * Math.sin(turn) + y * Math.cos(turn))] as const;
    }),
  );
export const planeFigure: Figure = {
  id: "regimes",
  title: "Three regimes in the plane: d = 2, m = 18, r = 3",
  caption:
    "Discs are students, their area is the mass ‖w‖²; arrows are teachers, lines the way the students went. Lazy: directions barely move. Mean-field: they converge. Local: they start near their teachers.",
  runs: [11, 12, 13].map(id),
  kind: "plane",
  panels: [
    ["lazy", 0.35, 3],
    ["mean-field", 0.08, 0.9],
    ["local", 0.03, 1],
  ].map(([title, spread, size]) => {
    const students = around(spread as number, size as number);
    return {
      title: title as string,
      teachers,
      students,
      paths: students.map(([x, y]) =>
        Array.from({ length: 12 }, (_, i) => [x * (0.6 + i / 27.5) + 0.1 * (11 - i) * y * 0.1, y * (0.6 + i / 27.5)] as const),
      ),
    };
  }),
};

export const heatFigure: Figure = {
  id: "phase",
  title: "Where random starts reach the teacher",
  caption: "Fraction of 30 seeds with L ≤ 10⁻³ at t = 75.",
  runs: Array.from({ length: 60 }, (_, k) => id(k)),
  kind: "heatmap",
  x: { label: "students m", scale: "log" },
  y: { label: "dimension d", scale: "linear" },
  value: "fraction",
  xs: [6, 7, 8, 12, 24, 48, 96],
  ys: [2, 3, 4, 6, 8],
  values: Array.from({ length: 35 }, (_, i) => (i === 17 ? Number.NaN : ((i % 7) + 1) / (7 + Math.floor(i / 7)))),
};

/** A phase diagram: values over decades, two contour lines, a boundary that a theory predicts, an axis of words. */
const phaseFigure: Figure = {
  id: "contours",
  title: "Loss over width and law",
  caption: "median(loss), 5 trials a cell. Dashed, orange: the theory's boundary.",
  runs: [],
  sweep: { id: id(5), trials: 120 },
  kind: "heatmap",
  x: { label: "students m", scale: "log" },
  y: { label: "law", scale: "linear" },
  value: "median(loss)",
  xs: [1, 2, 4, 8, 16, 32],
  ys: [0, 1, 2, 3],
  yWords: ["even", "random", "lead", "file"],
  values: Array.from({ length: 24 }, (_, i) => 10 ** -((i % 6) + Math.floor(i / 6))),
  valueScale: "log",
  contours: [
    {
      label: "10⁻²",
      role: "measured",
      points: [
        [2.5, 0.5],
        [1.5, 1.5],
        [0.5, 2.5],
      ],
    },
    {
      label: "10⁻⁴",
      role: "measured",
      points: [
        [4.5, 0.5],
        [3.5, 1.5],
        [2.5, 2.5],
        [1.5, 3.5],
      ],
    },
    {
      label: "predicted",
      role: "predicted",
      points: [
        [5.5, 0.5],
        [2.5, 3.5],
      ],
    },
  ],
};

export const sampleFigures = [lossFigure, ratioFigure, linearFigure, planeFigure, heatFigure, phaseFigure];
