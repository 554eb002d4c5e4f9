import { type Figure, resolveConfig } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import study from "../index.ts";
import { runOf } from "./support/verdicts.ts";

const engine = await loadEngine({ backend: "wasm" });
const { math } = engine;
const config = resolveConfig(study, { dimension: 2, teachers: 2, students: 4, separation: 70, steps: 300, recordsPerDecade: 5 });

/** Three significant digits: what a reader of the figure sees. */
const rounded = (figure: Figure): unknown =>
  JSON.parse(
    JSON.stringify(figure, (key, value) => (typeof value === "number" ? Number(value.toPrecision(3)) : key === "runs" ? undefined : value)),
  );

describe("figures of zhou2021local", () => {
  it("of one run are these", () => {
    const record = runOf(engine, { config, seed: 1 });
    expect(study.figures([record], [], math).map(rounded)).toMatchSnapshot();
  });

  it("draw predicted lines that bound what was measured", () => {
    const records = [4, 8].flatMap((students) => [1, 2, 3].map((seed) => runOf(engine, { config: { ...config, students }, seed })));
    const figures = study.figures(records, [], math);
    expect(figures.map(({ id }) => id)).toEqual([
      "loss",
      "gradient",
      "half-angles",
      "average-errors",
      "direction-part",
      "spread",
      "alignment",
      "constants",
    ]);
    for (const figure of figures) {
      expect(figure.runs).toEqual(records.map(({ id }) => id));
      if (figure.kind !== "lines") continue;
      for (const { x, y, low, high } of figure.series) {
        expect(x.length).toBe(y.length);
        for (const value of [...x, ...y, ...(low ?? []), ...(high ?? [])]) expect(Number.isFinite(value)).toBe(true);
        low?.forEach((value, k) => expect(value).toBeLessThanOrEqual(y[k] as number));
        high?.forEach((value, k) => expect(value).toBeGreaterThanOrEqual(y[k] as number));
      }
    }
    const loss = figures[0];
    if (loss?.kind !== "lines") throw new Error("the loss is lines");
    const bound = loss.series.at(-1);
    const constant = (bound?.x[0] as number) * (bound?.y[0] as number);
    for (const { x, y, role } of loss.series) {
      if (role === "measured") x.forEach((t, k) => expect(t * (y[k] as number)).toBeLessThanOrEqual(constant * (1 + 1e-12)));
    }
  });

  it("of the experiments come from their trials at the smoke scale", { timeout: 120_000 }, () => {
    const smoke = resolveConfig(study, { scale: "smoke" });
    for (const experiment of study.experiments) {
      const records = experiment.trials(smoke, 1).map((trial) => runOf(engine, trial));
      const figures = experiment.figures(records, math);
      expect(figures.length, experiment.id).toBeGreaterThan(0);
      for (const figure of figures) expect(figure.kind === "plane" ? figure.panels.length : 1, experiment.id).toBeGreaterThan(0);
    }
    const regimes = study.experiments.find(({ id }) => id === "three-regimes");
    const records = regimes?.trials(smoke, 1).map((trial) => runOf(engine, trial)) ?? [];
    const [figure] = regimes?.figures(records, math) ?? [];
    expect(
      figure?.kind === "plane" ? figure.panels.map(({ title, students, teachers }) => [title, students.length, teachers.length]) : [],
    ).toEqual([
      ["lazy", 20, 3],
      ["mean-field", 20, 3],
      ["local", 20, 3],
    ]);
  });
});
