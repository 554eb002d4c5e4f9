import { dynamicsConformance, objectiveConformance, studyConformance } from "@overparam/core/conformance";
import { normal, resolveConfig, rootKey, type TwoLayer } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { insertionDescent } from "../algorithm/insertion-descent.ts";
import { drawData } from "../data/draw.ts";
import study from "../index.ts";
import { patchObjective } from "../objective/patch-objective.ts";

const frame = { describe, it, expect };
for (const backend of ["auto", "wasm"] as const) studyConformance(frame, study, await loadEngine({ backend }));

const engine = await loadEngine();
for (const loss of ["squared", "logistic", "smooth-hinge"] as const) {
  objectiveConformance(
    frame,
    {
      name: `patches, ${loss}`,
      sizes: [
        { n: 1, d: 2, m: 1 },
        { n: 33, d: 2, m: 3 },
        { n: 12, d: 2, m: 33 },
      ],
      open({ n, m }, key) {
        const data = drawData(engine.math, key, key, resolveConfig(study, { data: "patches", patches: 3 }), n);
        const network: TwoLayer = { activation: "relu", parameterization: "output", students: m, inputs: 2 };
        const theta = new Float64Array(3 * m);
        normal(engine.math, key, theta);
        return { objective: patchObjective(engine.math, network, data, { loss, l2: 0.1 }), theta };
      },
    },
    engine,
  );
}

for (const data of ["circle", "sphere", "patches"] as const) {
  dynamicsConformance(frame, {
    name: `insertion on ${data}`,
    open() {
      const { problem } = study.setup(resolveConfig(study, { data, samples: 15, students: 4, step: 0.1 }), {
        engine,
        key: rootKey(study.id, 1),
        assets: new Map(),
      });
      return { problem, dynamics: insertionDescent({ engine, step: 0.1, size: 0.1, tolerance: 0.05, insert: true }) };
    },
  });
}
