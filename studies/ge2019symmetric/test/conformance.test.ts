import { resolveConfig, rootKey } from "@overparam/core";
import { dynamicsConformance, measureConformance, studyConformance } from "@overparam/core/conformance";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import study from "../index.ts";

const frame = { describe, it, expect };
for (const backend of ["auto", "wasm"] as const) studyConformance(frame, study, await loadEngine({ backend }));

const engine = await loadEngine();
const opened = () =>
  study.setup(resolveConfig(study, { inputs: 3, outputs: 3, neurons: 2, batch: 50, samples: 20_000 }), {
    engine,
    key: rootKey(study.id, 3),
    assets: new Map(),
  });
dynamicsConformance(frame, { name: "moments of a stream", open: opened });
measureConformance(frame, {
  name: "largest error of a row",
  open: () => {
    const { problem } = opened();
    return { measure: problem.objective, theta: problem.start };
  },
});
