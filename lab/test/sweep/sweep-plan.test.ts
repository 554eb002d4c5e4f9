import { describe, expect, it } from "vitest";
import { runIdentity } from "../../src/plan/identity.ts";
import quadratic from "../fixtures/studies/quadratic/index.ts";
import { quadraticSweep } from "../support/fixture-sweep.ts";

describe("a sweep's plan", () => {
  it("crosses axes with the last changing fastest, then seeds", () => {
    const plan = quadraticSweep(
      "axes: [{setting: size, integer: {from: 1, to: 5, step: 2}}, {setting: curvature, list: [2, 4]}]\nseeds: {from: 3, count: 2}",
    );
    expect([plan.cells, plan.trials]).toEqual([6, 12]);
    expect(Array.from({ length: 12 }, (_, k) => plan.trial(k)).map(({ at, seed, cell }) => [cell, at.size, at.curvature, seed])).toEqual(
      [1, 3, 5].flatMap((size, i) => [2, 4].flatMap((curvature, j) => [3, 4].map((seed) => [2 * i + j, size, curvature, seed]))),
    );
  });

  it("gives a trial the id of the run that it is", () => {
    const plan = quadraticSweep("config: {steps: 7}\naxes: [{setting: size, list: [2, 3]}]");
    const { id, config, seed } = plan.trial(1);
    expect(config).toEqual({ size: 3, curvature: 2, steps: 7, scale: "default" });
    expect(id).toBe(runIdentity({ study: quadratic, config: config as never, seed, backend: "wasm" }).id);
  });

  it("moves the axes of a zip together, and refuses different lengths", () => {
    const zip = (more: string) =>
      quadraticSweep(`axes: [{zip: [{setting: size, list: [1, 2, 3]}, {setting: curvature, list: [5, 6${more}]}]}]`);
    expect([0, 1, 2].map((k) => zip(", 7").cell(k).at)).toEqual([5, 6, 7].map((curvature, k) => ({ size: k + 1, curvature })));
    expect(() => zip("")).toThrow("sweep.yaml:2:49: axes[0].zip[1]: axes of a zip need equally many values, here 3; got 2");
  });

  it("spaces log ranges by equal ratios, rounded to six digits, ends exact", () => {
    const values = (text: string) => quadraticSweep(`axes: [{setting: curvature, ${text}}]`).axes[0]?.values;
    expect(values("log: {from: 1e-3, to: 1e-1, count: 5}")).toEqual([0.001, 0.00316228, 0.01, 0.0316228, 0.1]);
    expect(values("log: {from: 64, to: 1, count: 7}")).toEqual([64, 32, 16, 8, 4, 2, 1]);
    expect(values("linear: {from: 0.1, to: 0.7, count: 4}")).toEqual([0.1, 0.3, 0.5, 0.7]);
    expect(quadraticSweep("axes: [{setting: size, log: {from: 1, to: 10, count: 12}, round: true}]").axes[0]?.values).toEqual([
      1, 2, 3, 4, 5, 7, 8, 10,
    ]);
  });

  it("makes relative axes from another setting, on an axis or not", () => {
    const plan = quadraticSweep(
      "config: {curvature: 4}\naxes: [{setting: size, name: size over curvature, list: [0.5, 1.2], times: curvature, round: true}, {setting: steps, plus: size, list: [1, 2]}]",
    );
    expect([0, 1, 2, 3].map((k) => [plan.cell(k).config.size, plan.cell(k).config.steps])).toEqual([
      [2, 3],
      [2, 4],
      [5, 6],
      [5, 7],
    ]);
    expect(plan.cell(2).at).toEqual({ "size over curvature": 1.2, steps: 1 });
  });

  it("puts trials besides the grid last: further seeds of its cells, and cells in between", () => {
    const lines = "axes: [{setting: size, list: [2, 4]}, {setting: curvature, list: [1, 2]}]\nseeds: 2";
    const whole = quadraticSweep(lines);
    const more = quadraticSweep(
      `${lines}\nmore:\n  - {at: {size: 4, curvature: 1}, seeds: [3, 7]}\n  - {at: {curvature: 2, size: 3}, seeds: [1]}\n  - {at: {size: 3, curvature: 2}, seeds: [5]}`,
    );
    expect([more.cells, more.trials]).toEqual([5, 12]);
    expect(more.id).not.toBe(whole.id);
    for (let k = 0; k < whole.trials; k++) expect(more.trial(k)).toEqual(whole.trial(k));
    expect([8, 9, 10, 11].map((k) => more.trial(k)).map(({ cell, seed, at, index }) => [cell, seed, at.size, at.curvature, index])).toEqual(
      [
        [2, 3, 4, 1, 8],
        [2, 7, 4, 1, 9],
        [4, 1, 3, 2, 10],
        [4, 5, 3, 2, 11],
      ],
    );
    expect(more.axes.map(({ values }) => values)).toEqual([
      [2, 4, 3],
      [1, 2],
    ]);
    for (let k = 0; k < more.trials; k++) expect(more.indexOf(more.trial(k).cell, more.trial(k).seed)).toBe(k);
    expect([more.indexOf(4), more.indexOf(4, 2), more.indexOf(9, 1), more.indexOf(-1, 1)]).toEqual([10, undefined, undefined, undefined]);
    for (const [entry, sentence] of [
      ["{at: {size: 3}, seeds: [1]}", /more\[0\]\.at: needs a value of every axis and of nothing else; got "curvature"/],
      ["{at: {size: 4, curvature: 1}, seeds: [2]}", /more\[0\]\.seeds: every seed of a cell is listed once; got 2/],
      ["{at: {size: 0, curvature: 1}, seeds: [2]}", /more: .*size/],
    ] as const) {
      expect(() => quadraticSweep(`${lines}\nmore: [${entry}]`)).toThrow(sentence);
    }
  });

  it("lowers the setting steps to the budget, and leaves smaller ones", () => {
    const plan = quadraticSweep("axes: [{setting: steps, list: [5, 50]}]\nbudget: {steps: 20}");
    expect([plan.cell(0).config.steps, plan.cell(1).config.steps]).toEqual([5, 20]);
  });

  it("makes new ids for stop rules, and another sweep for what is kept, but not for a wall clock", () => {
    const axes = "axes: [{setting: size, list: [2]}]";
    const plain = quadraticSweep(axes);
    const stopping = quadraticSweep(`${axes}\nstop: {trial: [{observable: loss, atMost: 0.1}]}`);
    expect(stopping.trial(0).id).not.toBe(plain.trial(0).id);
    const keeping = quadraticSweep(`${axes}\nkeep: {scalars: [loss]}`);
    expect(keeping.trial(0).id).toBe(plain.trial(0).id);
    expect(keeping.id).not.toBe(plain.id);
    expect(quadraticSweep(`${axes}\nbudget: {seconds: 5}`).id).toBe(plain.id);
  });
});
