import { rootKey } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { type ErrorOrder, independentErrors } from "../independent-errors.ts";

const engine = await loadEngine();
const order: ErrorOrder = {
  name: "test",
  laws: ["gaussian", "laplace", "cube"],
  inputs: 4,
  neurons: 3,
  smallest: 512,
  doublings: 4,
  curves: 4,
  teachers: 6,
  noises: [0],
  shift: 0,
};

function slopes(change: Partial<ErrorOrder>): readonly number[] {
  const used = { ...order, ...change };
  const values = independentErrors({ engine, key: rootKey("ge2019symmetric", 1), assets: new Map() }, used);
  return Array.from({ length: used.curves }, (_, curve) => {
    const own = values.slice(curve * (used.doublings + 1), (curve + 1) * (used.doublings + 1));
    expect(new Set(own.map(({ run }) => run)).size).toBe(1);
    const [x, y] = [own.map((one) => Math.log(one.x as number)), own.map((one) => Math.log(one.value))];
    const middle = x.reduce((sum, entry) => sum + entry, 0) / x.length;
    return (
      x.reduce((sum, entry, i) => sum + (entry - middle) * (y[i] as number), 0) /
      x.reduce((sum, entry) => sum + (entry - middle) * (entry - middle), 0)
    );
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

describe("errors from independent samples", () => {
  it("fall like n to the power −0.5 ± 0.1, with noise and without", { timeout: 60_000 }, () => {
    for (const noise of [0, 0.15]) {
      const slope = mean(slopes({ noises: [noise] }));
      expect(slope).toBeGreaterThan(-0.6);
      expect(slope).toBeLessThan(-0.4);
    }
  });

  it("have a floor where the law is not symmetric", { timeout: 60_000 }, () => {
    expect(mean(slopes({ shift: 2 }))).toBeGreaterThan(-0.2);
  });

  it("are 2 where nothing is recovered, and the same whatever larger sizes are asked", () => {
    const context = { engine, key: rootKey("ge2019symmetric", 1), assets: new Map() };
    const few = { ...order, curves: 1, teachers: 3 };
    const [none] = independentErrors(context, { ...few, smallest: 1, doublings: 0 });
    expect(none?.value).toBeCloseTo(2, 12);
    const [first, second] = independentErrors(context, { ...few, smallest: 2048, doublings: 2 });
    expect(independentErrors(context, { ...few, smallest: 1024, doublings: 3 }).slice(1, 3)).toEqual([first, second]);
  });
});
