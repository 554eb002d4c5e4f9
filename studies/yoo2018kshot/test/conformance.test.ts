import { resolveConfig, rootKey } from "@overparam/core";
import { dynamicsConformance, studyConformance } from "@overparam/core/conformance";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import study from "../index.ts";

const frame = { describe, it, expect };
for (const backend of ["auto", "wasm"] as const) studyConformance(frame, study, await loadEngine({ backend }));

const engine = await loadEngine();
const opened = (change: Readonly<Record<string, unknown>>) =>
  study.setup(resolveConfig(study, { pretraining: 5, widths: [6, 5], groups: [3, 2], basePerClass: 5, ...change }), {
    engine,
    key: rootKey(study.id, 3),
    assets: new Map(),
  });

for (const rule of ["plain", "momentum", "adam"] as const) {
  dynamicsConformance(frame, { name: rule, open: () => opened({ rule, step: 0.01 }) as never });
}
