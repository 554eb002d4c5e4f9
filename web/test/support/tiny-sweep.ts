import { loadEngine } from "@overparam/kernels/node";
import { encodeSweepTable, parseSweep, plannedAxes, planSweep, runTrial } from "@overparam/lab/sweep";
import tiny from "../fixtures/tiny/index.ts";

const text = `study: tiny
title: Loss of a tiny network
config: {steps: 40}
axes:
  - {setting: students, list: [2, 4, 8]}
  - {setting: step, log: {from: 0.01, to: 0.1, count: 4}}
seeds: 2`;

/** A sweep of the tests' study as `overparam plot` would write it for the page, and what its trials are. */
export async function tinySweep() {
  const engine = await loadEngine({ backend: "wasm" });
  try {
    const source = parseSweep(text, "tiny.yaml");
    const plan = planSweep(source, tiny, "wasm");
    const rows = Array.from({ length: plan.trials }, (_, k) => {
      const end = runTrial(plan.trial(k), { study: tiny, engine, assets: new Map(), keep: plan.keep, stop: plan.stop });
      if (end.kind !== "recorded") throw new Error("interrupted");
      const { trial, cell, seed, at, status, reason, outcome, value } = end.record;
      return {
        trial,
        cell,
        seed,
        students: Number(at["students"]),
        step: Number(at["step"]),
        status,
        reason,
        outcome,
        value: value ?? Number.NaN,
      };
    });
    const { id, study, studyVersion, numericsVersion, backend, file } = plan;
    const columns = Object.keys(rows[0] ?? {});
    const axes = plannedAxes(file);
    return { rows, json: encodeSweepTable({ id, study, studyVersion, numericsVersion, backend, file, axes, columns, rows }) };
  } finally {
    engine.close();
  }
}
