import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { outputsOf } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { InferenceSession, Tensor } from "onnxruntime-web";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeNpz } from "../../../src/format/npz.ts";
import { readSafetensors } from "../../../src/format/safetensors.ts";
import { addData } from "../../../src/node/data/add-data.ts";
import { narrowInFolder } from "../../../src/node/narrow/narrow-in-folder.ts";
import { checkNarrow, type NarrowSettings } from "../../../src/node/narrow/narrow-plan.ts";
import { narrowSamples } from "../../../src/node/narrow/narrow-samples.ts";
import { writeNarrow } from "../../../src/node/narrow/write-narrow.ts";
import { contents, temporary } from "../../support/temporary.ts";

const engine = await loadEngine();
const digits = fileURLToPath(new URL("../../../../studies/zhou2021local/assets/digits.csv.gz", import.meta.url));
const settings: NarrowSettings = {
  target: { kind: "accuracy", value: 0.95 },
  most: 8,
  seeds: 2,
  firstSeed: 1,
  scaling: "together",
  components: 10,
  radius: 2,
  penalty: 1e-3,
  steps: 60,
};
const environment = { ...process.env };
beforeEach(() => {
  process.env.OVERPARAM_DATA = join(temporary(), "data");
  addData({ files: [digits] });
});
afterEach(() => {
  process.env = { ...environment };
});

describe("the narrowest network on real digits", () => {
  it("is found, drawn and saved, and onnxruntime runs the file to the same accuracy on the samples as they are", async () => {
    const samples = narrowSamples({ data: "digits", classes: [1, 8], seed: 1 });
    expect([samples.train.x?.shape, samples.held.x?.shape]).toEqual([
      [285, 64],
      [71, 64],
    ]);
    const root = temporary();
    const result = await narrowInFolder({ samples, settings, engine, folder: (id) => join(root, id) });
    const { winner } = result;
    if (winner === undefined) throw new Error("no width reached the target");
    expect(winner.accuracy).toBeGreaterThanOrEqual(0.95);
    const files = await writeNarrow(result, samples, settings);

    const { x, y } = samples.held;
    const session = await InferenceSession.create(new Uint8Array(readFileSync(files.onnx as string)));
    const answer = await session.run({ x: new Tensor("float64", x?.data as Float64Array, [71, 64]) });
    const outputs = answer.y?.data as Float64Array;
    await session.release();
    const right = outputs.reduce((count, output, i) => count + (output * (y?.data[i] as number) > 0 ? 1 : 0), 0);
    expect(right / 71).toBe(winner.accuracy);

    const { tensors, metadata } = readSafetensors(new Uint8Array(readFileSync(files.safetensors as string)), "model");
    expect(metadata).toMatchObject({ activation: "tanh", classes: "1,8", heldAccuracy: String(winner.accuracy) });
    const { W, a, b, c } = tensors;
    const again = outputsOf(
      engine.math,
      {
        activation: "tanh",
        inputs: 64,
        W: W?.data as Float64Array,
        a: a?.data as Float64Array,
        b: b?.data as Float64Array,
        c: c?.data[0] as number,
      },
      x?.data as Float64Array,
    );
    again.forEach((output, i) => expect(Math.abs(output - (outputs[i] as number))).toBeLessThan(1e-12));

    expect(readFileSync(files.chart, "utf8")).toMatch(/Held-out error against the width/);
    expect(readFileSync(files.table, "utf8").split("\n").length).toBe(result.trainings.length + 2);
    expect(JSON.parse(readFileSync(join(result.folder, "narrow.json"), "utf8"))).toMatchObject({
      id: result.id,
      samples: "data:digits",
      classes: [1, 8],
    });
  }, 60_000);

  it("stopped at any training goes on from its last checkpoint to the same bytes", async () => {
    const samples = narrowSamples({ data: "digits", classes: [1, 8], seed: 1 });
    const slow = { ...settings, target: { kind: "accuracy", value: 1 }, most: 4, steps: 400 } as const;
    const [whole, parts] = [temporary(), temporary()];
    const { folder } = await narrowInFolder({ samples, settings: slow, engine, folder: () => whole });
    let stops = 0;
    for (;;) {
      const stop = new AbortController();
      let steps = 0;
      try {
        await narrowInFolder({
          samples,
          settings: slow,
          engine,
          folder: () => parts,
          signal: stop.signal,
          onProgress: () => {
            steps += 1;
            // After a few chunks, in the middle of some training.
            if (steps === 3) stop.abort();
          },
        });
        break;
      } catch (error) {
        expect((error as Error).name).toBe("Interrupted");
        expect((error as Error).message).toMatch(/stopped at step \d+ of 400 with \d neurons/);
        stops++;
        if (stops > 200) throw error;
      }
    }
    expect(stops).toBeGreaterThan(0);
    const withoutPaths = (root: string) =>
      Object.fromEntries(Object.entries(contents(root)).map(([name, text]) => [name, text.replaceAll(root, "")]));
    expect(withoutPaths(parts)).toEqual(withoutPaths(folder));
  }, 60_000);

  it("computes nothing again that is recorded, and tells of it", async () => {
    const samples = narrowSamples({ data: "digits", classes: [1, 8], seed: 1 });
    const root = temporary();
    const told: boolean[] = [];
    const order = { samples, settings, engine, folder: () => root, onTraining: (_: unknown, reused: boolean) => told.push(reused) };
    const first = await narrowInFolder(order);
    expect(told.some(Boolean)).toBe(false);
    told.length = 0;
    const second = await narrowInFolder(order);
    expect(told.every(Boolean)).toBe(true);
    expect(second.trainings).toEqual(first.trainings);
    expect(readdirSync(root)).toContain("narrow.json");
  }, 60_000);

  it("says that no width reaches a target out of reach, and saves no model", async () => {
    const samples = narrowSamples({ data: "digits", classes: [1, 8], seed: 1 });
    const hard = { ...settings, target: { kind: "loss", value: 1e-9 }, most: 4, seeds: 1, steps: 20 } as const;
    const root = temporary();
    const result = await narrowInFolder({ samples, settings: hard, engine, folder: () => root });
    expect(result.winner).toBeUndefined();
    expect(result.narrowest).toEqual({});
    const files = await writeNarrow(result, samples, hard);
    expect(files.onnx).toBeUndefined();
    expect(readFileSync(files.chart, "utf8")).toMatch(/none up to 4/);
  }, 60_000);
});

/** Every y, of both sides, ascending. */
const ordered = ({ train, held }: ReturnType<typeof narrowSamples>): number[] =>
  [...(train.y?.data ?? []), ...(held.y?.data ?? [])].sort((a, b) => a - b);

describe("samples for narrow", () => {
  const file = (tensors: Parameters<typeof writeNpz>[0], name = "own.npz"): string => {
    const path = join(temporary(), name);
    writeFileSync(path, writeNpz(tensors));
    return path;
  };
  const x = { shape: [20, 2], data: Float64Array.from({ length: 40 }, (_, k) => Math.sin(k * k)) };

  it("of a file with two labels are classes, of any others values", () => {
    const classes = narrowSamples({
      data: file({ x, y: { shape: [20], data: Float64Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 4 : 7)) } }),
      seed: 1,
    });
    expect(classes).toMatchObject({ task: "classes", classes: [4, 7] });
    expect(ordered(classes)).toEqual(Array.from({ length: 20 }, (_, i) => (i < 10 ? -1 : 1)));
    expect(classes.held.y?.shape).toEqual([4]);
    const values = narrowSamples({ data: file({ x, y: { shape: [20], data: x.data.slice(0, 20) } }), seed: 1 });
    expect(values).toMatchObject({ task: "values", classes: [] });
    expect(() => checkNarrow(values, settings)).toThrow(/accuracy is of classes.*Give --target-loss/);
  });

  it("are split the same way for the same seed, and every sample is on one side", () => {
    const path = file({ x, y: { shape: [20], data: x.data.slice(0, 20) } });
    const of = (seed: number) => narrowSamples({ data: path, seed });
    expect(of(1)).toEqual(of(1));
    expect(of(2).held).not.toEqual(of(1).held);
    expect(ordered(of(1))).toEqual(Array.from(x.data.slice(0, 20)).sort((a, b) => a - b));
  });

  it.each<[string, () => unknown, RegExp]>([
    ["a set that is not here", () => narrowSamples({ data: "mnist", seed: 1 }), /run `overparam data fetch mnist` first/i],
    [
      "ten classes",
      () => narrowSamples({ data: "digits", seed: 1 }),
      /two classes are told apart, as the network has one output; got "10 classes"/,
    ],
    ["one class", () => narrowSamples({ data: "digits", classes: [3], seed: 1 }), /two classes/],
    [
      "a class that is not there",
      () => narrowSamples({ data: "digits", classes: [3, 12], seed: 1 }),
      /the classes of digits are .*; got 12/,
    ],
    ["a file without y", () => narrowSamples({ data: file({ x }), seed: 1 }), /must hold x \[n,d\] and y \[n\]/],
    ["a file that is not there", () => narrowSamples({ data: "/nowhere/x.npz", seed: 1 }), /there is no such file/],
    [
      "more than there are",
      () => narrowSamples({ data: "digits", classes: [1, 8], count: 1000, seed: 1 }),
      /there are 285 samples to train on/,
    ],
    [
      "an odd width",
      () => checkNarrow(narrowSamples({ data: "digits", classes: [1, 8], seed: 1 }), { ...settings, most: 7 }),
      /widths are even/,
    ],
    [
      "an accuracy of 99",
      () =>
        checkNarrow(narrowSamples({ data: "digits", classes: [1, 8], seed: 1 }), { ...settings, target: { kind: "accuracy", value: 99 } }),
      /above 0 and at most 1; got 99/,
    ],
  ])("refuse %s in one sentence", (_, make, says) => {
    expect(make).toThrow(says);
  });
});
