import { describe, expect, it } from "vitest";
import { samplesFromAsset } from "../../src/data/samples-from-asset.ts";
import { teacherFromAsset } from "../../src/data/teacher-from-asset.ts";
import { teacherLabels } from "../../src/data/teacher-labels.ts";
import type { Assets, NamedTensors, Tensor } from "../../src/data/tensor.ts";

const tensor = (shape: readonly number[], ...data: number[]): Tensor => ({ shape, data: Float64Array.from(data) });
const W = tensor([2, 3], 1, 0, 0, 0, 2, 0);
const of = (tensors: NamedTensors): Assets => new Map([["sha256:1", tensors]]);

describe("teacherFromAsset", () => {
  const load = (tensors: NamedTensors, a: "refuse" | "fold positive" | "any" = "fold positive", inputs?: number) =>
    teacherFromAsset(of(tensors), "sha256:1", inputs === undefined ? { a } : { a, inputs });

  it("takes W with unit weights, and folds positive output weights into the norms", () => {
    expect(load({ W })).toEqual({ directions: W.data, weights: Float64Array.of(1, 1), teachers: 2, inputs: 3 });
    expect([...load({ W, a: tensor([2], 3, 0.5) }).directions]).toEqual([3, 0, 0, 0, 1, 0]);
    expect([...load({ W, a: tensor([2], 3, -1) }, "any").weights]).toEqual([3, -1]);
  });

  it("folds without changing the function", () => {
    const x = Float64Array.of(0.3, -0.7, 2);
    const a = tensor([2], 3, 0.5);
    expect([...teacherLabels("abs", load({ W, a }), x, 3)]).toEqual([...teacherLabels("abs", load({ W, a }, "any"), x, 3)]);
  });

  it("copies, so that a run cannot change the file's content", () => {
    load({ W }).directions[0] = 9;
    expect(W.data[0]).toBe(1);
  });

  it.each([
    [{}, /^teacher file: it must hold a tensor W \[r,d\]; got "no tensors"\. Name the teachers' weights W\.$/],
    [{ weights: W }, /must hold a tensor W .*got "weights"/],
    [{ W: tensor([3], 1, 2, 3) }, /W must have shape \[r,d\] with r, d ≥ 1; got "\[3\]"/],
    [{ W: tensor([0, 3]) }, /r, d ≥ 1/],
    [{ W: tensor([2, 2], 1, 2, 3) }, /W must hold 4 numbers; got 3/],
    [{ W: tensor([1, 2], 1, Number.NaN) }, /W must hold finite numbers; got "entry 1 = NaN"/],
    [{ W: tensor([2, 2], 1, 0, 0, 0) }, /every row of W needs a direction; got "row 1 = 0"/],
    [{ W, b: tensor([2], 0, 0) }, /takes W and a alone: biases b are not accepted; got "b"\. Save the file without b/],
    [{ W, extra: W }, /only W, a and b have a meaning; got "extra"/],
    [{ W, a: tensor([3], 1, 1, 1) }, /a must have shape \[2\], one entry a row of W; got "\[3\]"/],
    [{ W, a: tensor([2], 1, -1) }, /output weights a must be positive; got "a\[1\] = -1"/],
    [{ W, a: tensor([2], 1, Number.POSITIVE_INFINITY) }, /a must hold finite numbers/],
  ] as [NamedTensors, RegExp][])("refuses a wrong file in one sentence (%#)", (tensors, sentence) => {
    expect(() => load(tensors)).toThrow(sentence);
  });

  it("refuses output weights where the study has none, another input dimension, and a file that was not loaded", () => {
    expect(() => load({ W, a: tensor([2], 1, 1) }, "refuse")).toThrow(/takes W alone: output weights a are not accepted/);
    expect(() => load({ W }, "any", 4)).toThrow(/W must have 4 columns; got "\[2,3\]"/);
    expect(() => teacherFromAsset(new Map(), "sha256:2", { a: "any" })).toThrow(/its content was not loaded; got "sha256:2"/);
  });
});

describe("samplesFromAsset", () => {
  it("takes x, and y where there is one", () => {
    const x = tensor([2, 1], 1, 2);
    expect(samplesFromAsset(of({ x }), "sha256:1")).toEqual({ x: x.data, y: undefined, samples: 2, inputs: 1 });
    expect(samplesFromAsset(of({ x, y: tensor([2], 3, 4) }), "sha256:1").y).toEqual(Float64Array.of(3, 4));
  });

  it.each([
    [{ y: W }, /must hold a tensor x \[n,d\]; got "y"/],
    [{ x: tensor([2], 1, 2) }, /x must have shape \[n,d\]/],
    [{ x: tensor([2, 1], 1, 2), y: tensor([3], 1, 2, 3) }, /y must have shape \[2\]/],
    [{ x: tensor([1, 1], Number.NaN) }, /x must hold finite numbers; got "entry 0 = NaN"/],
  ] as [NamedTensors, RegExp][])("refuses a wrong file in one sentence (%#)", (tensors, sentence) => {
    expect(() => samplesFromAsset(of(tensors), "sha256:1")).toThrow(sentence);
  });
});

describe("teacherLabels", () => {
  it("sums b σ(v·x)", () => {
    const teacher = { directions: Float64Array.of(1, 1, 1, -1), weights: Float64Array.of(2, -1) };
    const x = Float64Array.of(1, 2, -3, 0);
    expect([...teacherLabels("abs", teacher, x, 2)]).toEqual([2 * 3 - 1, 2 * 3 - 3]);
    expect([...teacherLabels("relu", teacher, x, 2)]).toEqual([6, 0]);
    expect(() => teacherLabels("abs", teacher, x, 3)).toThrow(/3 inputs each/);
  });
});
