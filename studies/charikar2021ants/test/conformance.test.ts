import { resolveConfig, rootKey } from "@overparam/core";
import { dynamicsConformance, measureConformance, studyConformance } from "@overparam/core/conformance";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import study from "../index.ts";

const frame = { describe, it, expect };
for (const backend of ["auto", "wasm"] as const) studyConformance(frame, study, await loadEngine({ backend }));

const engine = await loadEngine();
const opened = (change: Readonly<Record<string, unknown>>) =>
  study.setup(resolveConfig(study, change), { engine, key: rootKey(study.id, 3), assets: new Map() });

const cases: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  linear: { start: "random" },
  "growing flow": { edgesA: 5, growth: 1.2, start: "random" },
  "power 0.9": { rule: "power", alpha: 0.9, start: "random" },
  "power 2": { rule: "power", alpha: 2, start: "random" },
  "power 0.5": { rule: "power", alpha: 0.5, start: "random" },
  deneubourg: { rule: "deneubourg", growth: 1.05, start: "random" },
  rank: { rule: "rank", start: "random" },
  "a cyclic graph": { graph: "random", cyclic: true, start: "random" },
};
for (const [name, change] of Object.entries(cases)) {
  dynamicsConformance(frame, { name, open: () => opened(change) });
  measureConformance(frame, {
    name,
    open: () => {
      const { problem } = opened(change);
      return { measure: problem.objective, theta: problem.start };
    },
  });
}
