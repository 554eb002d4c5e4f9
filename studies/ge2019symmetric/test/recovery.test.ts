import { type Material, recoverByMoments, resolveConfig, rootKey, type RunRecord, type Sample, startSolve } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import type { Config } from "../config.ts";
import study from "../index.ts";
import { drawInputs, symmetrised } from "../input-law.ts";
import { assignment } from "../match-rows.ts";
import { faults } from "../observables.ts";
import { lastErrors } from "../reduce.ts";
import { drawTeacher, outputsOf } from "../teacher.ts";

const engine = await loadEngine();

function runOf(
  change: Readonly<Record<string, unknown>>,
  seed: number,
  assets = new Map(),
): Pick<RunRecord<Config>, "outcome" | "samples" | "facts"> {
  const setup = study.setup(resolveConfig(study, change), { engine, key: rootKey(study.id, seed), assets });
  const solve = startSolve(setup, engine, study.observables);
  const samples: Sample[] = [];
  while (solve.outcome === undefined) samples.push(...solve.advance(100_000));
  return { outcome: solve.outcome, samples, facts: setup.facts };
}

const at = (record: Pick<RunRecord<Config>, "samples">, id: string) => record.samples.at(-1)?.values[id] as number;

describe("the moment learner", () => {
  it("recovers ten neurons from 1500 symmetric pairs within 1e−10 over 20 seeds", { timeout: 120_000 }, () => {
    for (let seed = 1; seed <= 20; seed++) {
      const record = runOf({ symmetrised: true, inputs: 10, outputs: 10, neurons: 10, samples: 1500, batch: 1500 }, seed);
      expect(at(record, "recovered"), `seed ${seed}`).toBe(1);
      expect(at(record, "rowError"), `seed ${seed}`).toBeLessThanOrEqual(1e-10);
    }
  });

  it("stays within its bound of rounding where the outputs hardly depend on the inputs linearly, and the bound stays small", () => {
    const record = runOf({ law: "uniform", symmetrised: true, inputs: 3, outputs: 3, neurons: 3, samples: 200, batch: 200 }, 801);
    expect(at(record, "size") / at(record, "gap")).toBeGreaterThan(1000);
    const [error] = lastErrors({ records: [{ ...record, id: "801" }] } as unknown as Material<Config>);
    expect(error?.value).toBeLessThanOrEqual(error?.rounding ?? 0);
    expect(error?.rounding).toBeLessThan(1e-8);
  });

  it("has a size of T over its gap that does not depend on the unit of the outputs", () => {
    const teacher = drawTeacher(engine, rootKey("unit", 1), { neurons: 3, inputs: 4, outputs: 3, conditionA: 0, conditionW: 0 });
    const x = symmetrised(drawInputs(engine, "uniform", rootKey("unit", 2), 100, 4));
    const y = outputsOf(engine, teacher, x, 200);
    const [one, other] = [1, 1e4].map((by) => {
      const { singular, gap } = recoverByMoments(engine, { x, y: y.map((entry) => by * entry), n: 200 }, 3, rootKey("unit", 3)).diagnostics;
      return (singular.at(-1) as number) / gap;
    });
    expect((one as number) / (other as number)).toBeCloseTo(1, 8);
  });

  it("says the counting bound of one neuron too many for the cube", () => {
    const record = runOf({ law: "cube", enumerated: true, inputs: 10, outputs: 11, neurons: 11 }, 1);
    expect(at(record, "recovered")).toBe(0);
    expect(faults[at(record, "fault") - 1]).toBe("counting");
    expect(at(record, "rowError")).toBe(2);
  });

  it("says that there are fewer neurons than are looked for, and that inputs lie in a subspace", () => {
    const rank = runOf({ symmetrised: true, neurons: 3, asked: 4, samples: 500, batch: 500 }, 1);
    expect(faults[at(rank, "fault") - 1]).toBe("rank");
    const flat = Float64Array.from({ length: 300 }, (_, i) => ((Math.floor(i / 3) * 37) % 101) / 50 - 1 + (i % 3));
    const inSubspace = flat.map((value, i) => (i % 3 === 2 ? (flat[i - 1] as number) : value));
    const record = runOf(
      { data: "sha256:x", outputs: 3, neurons: 2 },
      1,
      new Map([["sha256:x", { x: { shape: [100, 3], data: inSubspace } }]]),
    );
    expect(at(record, "recovered")).toBe(0);
  });

  it("takes inputs of a file with their opposites", () => {
    const x = drawInputs(engine, "laplace", rootKey("file", 1), 400, 4);
    const record = runOf({ data: "sha256:x", outputs: 4, neurons: 3 }, 2, new Map([["sha256:x", { x: { shape: [400, 4], data: x } }]]));
    expect(at(record, "rowError")).toBeLessThan(1e-11);
    expect(() => runOf({ data: "sha256:none" }, 1)).toThrow(/its content was not loaded/);
    expect(() => runOf({ data: "sha256:x" }, 1, new Map([["sha256:x", { y: { shape: [1], data: Float64Array.of(1) } }]]))).toThrow(
      /it must hold inputs x/,
    );
  });

  it("averages noise away although outputs have directions of noise alone", { timeout: 60_000 }, () => {
    const record = runOf({ neurons: 4, noise: 0.1, conditionA: 1, conditionW: 1, samples: 100_000 }, 1);
    expect(at(record, "recovered")).toBe(1);
    expect(at(record, "rowError")).toBeLessThan(0.03);
  });

  it("is one call from samples", () => {
    const teacher = drawTeacher(engine, rootKey("call", 1), { neurons: 3, inputs: 4, outputs: 3, conditionA: 0, conditionW: 0 });
    const x = symmetrised(drawInputs(engine, "uniform", rootKey("call", 2), 45, 4));
    const found = recoverByMoments(engine, { x, y: outputsOf(engine, teacher, x, 90), n: 90 }, 3, rootKey("call", 3));
    expect(found.recovered).toBe(true);
    expect(() => recoverByMoments(engine, { x, y: new Float64Array(7), n: 90 }, 3, rootKey("call", 3))).toThrow(/n rows each/);
  });
});

describe("the assignment", () => {
  it("is the best of all permutations", () => {
    const cost = [
      [4, 1, 3],
      [2, 0, 5],
      [3, 2, 2],
    ];
    expect(assignment(cost)).toEqual([1, 0, 2]);
  });
});
