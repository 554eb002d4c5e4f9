import type { Sample } from "@overparam/core";
import { describe, expect, it } from "vitest";
import { metricsTable } from "../../src/report/metrics-table.ts";
import { runTensors } from "../../src/report/run-tensors.ts";

const samples: readonly Sample[] = [
  { iteration: 0, time: 0, values: { loss: 0.5, angles: [0.1, 0.2], match: null } },
  { iteration: 10, time: 0.5, values: { loss: Number.NaN, angles: null, match: 3 } },
  { iteration: 20, time: 1, values: { loss: 0.25, angles: [0.05], match: 4, late: null } },
];

describe("metricsTable", () => {
  it("makes a row of every sample, columns of every entry of an array, and null where there is no value", () => {
    const { columns, rows } = metricsTable({ samples });
    expect(rows).toBe(3);
    expect(Object.fromEntries(columns.map((column) => [column.name, column.values]))).toEqual({
      iteration: [0, 10, 20],
      time: [0, 0.5, 1],
      loss: [0.5, Number.NaN, 0.25],
      "angles[0]": [0.1, null, 0.05],
      "angles[1]": [0.2, null, null],
      match: [null, 3, 4],
      late: [null, null, null],
    });
  });
});

describe("runTensors", () => {
  it("names parameters by their blocks and metrics by their observables", () => {
    const layout = {
      blocks: [
        { name: "W", symbol: "W", shape: [2, 2], offset: 0 },
        { name: "a", symbol: "a", shape: [2], offset: 4 },
      ],
      size: 6,
    };
    const checkpoint = { iteration: 20, tensors: { theta: Float64Array.of(1, 2, 3, 4, 5, 6) }, numbers: {} };
    const tensors = runTensors({ samples }, checkpoint, layout);
    expect(tensors.W).toEqual({ shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) });
    expect(tensors.a).toEqual({ shape: [2], data: Float64Array.of(5, 6) });
    expect(tensors["metrics.angles"]).toEqual({ shape: [3, 2], data: Float64Array.of(0.1, 0.2, Number.NaN, Number.NaN, 0.05, Number.NaN) });
    expect(tensors["metrics.match"]).toEqual({ shape: [3], data: Float64Array.of(Number.NaN, 3, 4) });
    expect(Object.keys(runTensors({ samples }))).not.toContain("W");
  });
});
