import { parameterCount, type Teacher, type TwoLayer } from "@overparam/kernels";
import { describe, expect, it } from "vitest";
import { awkwardTriples } from "../../src/conformance/awkward-sizes.ts";
import { dynamicsConformance } from "../../src/conformance/dynamics-conformance.ts";
import { networkConformance } from "../../src/conformance/network-conformance.ts";
import { objectiveConformance } from "../../src/conformance/objective-conformance.ts";
import { teacherLabels } from "../../src/data/teacher-labels.ts";
import { freshSampleDescent } from "../../src/dynamics/fresh-sample-descent.ts";
import { gradientDescent } from "../../src/dynamics/gradient-descent.ts";
import { populationObjective } from "../../src/objective/population-objective.ts";
import { sampledObjective } from "../../src/objective/sampled-objective.ts";
import { fold } from "../../src/random/fold.ts";
import type { Key } from "../../src/random/key.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { engines } from "../support/engines.ts";

const frame = { describe, it, expect };
const networks = (["relu", "abs"] as const).flatMap((activation) =>
  (["plain", "output", "conic", "squared-entry"] as const).map((parameterization) => ({ activation, parameterization })),
);

/** The reference engine is slow, and the population loss has no samples. */
const few = [
  { n: 1, d: 1, m: 1 },
  { n: 7, d: 3, m: 5 },
  { n: 33, d: 5, m: 7 },
];
const withoutSamples = awkwardTriples().filter((sizes) => sizes.n === 33);

for (const [engineName, engine] of await engines()) {
  const reference = engineName === "reference";
  const draw = (key: Key, name: string, length: number, scale = 1): Float64Array => {
    const out = new Float64Array(length);
    normal(engine.math, fold(key, name), out);
    return out.map((entry) => scale * entry);
  };
  const open = (
    kind: { activation: TwoLayer["activation"]; parameterization: TwoLayer["parameterization"] },
    m: number,
    d: number,
    key: Key,
  ) => {
    const network: TwoLayer = { ...kind, students: m, inputs: d };
    const teacher: Teacher = { directions: draw(key, "teacher", 3 * d, 1 / Math.sqrt(d)), weights: Float64Array.of(1, -0.5, 2) };
    return { network, teacher, theta: draw(key, "theta", parameterCount(network), 1 / Math.sqrt(Math.sqrt(m * d))) };
  };

  for (const kind of networks) {
    const name = `${kind.activation} ${kind.parameterization}`;
    networkConformance(frame, { name, open: (sizes) => ({ ...kind, ...sizes }) }, engine);
    objectiveConformance(
      frame,
      {
        name: `population ${name}`,
        sizes: reference ? few : withoutSamples,
        open({ d, m }, key) {
          const { network, teacher, theta } = open(kind, m, d, key);
          return { objective: populationObjective(engine, network, teacher), theta };
        },
      },
      engine,
    );
    objectiveConformance(
      frame,
      {
        name: `sampled ${name}`,
        sizes: reference ? few : awkwardTriples(),
        open({ n, d, m }, key) {
          const { network, teacher, theta } = open(kind, m, d, key);
          const x = draw(key, "inputs", n * d);
          const y = teacherLabels(network.activation, teacher, x, d);
          return { objective: sampledObjective(engine, network, { x, y }), theta };
        },
      },
      engine,
    );
    for (const over of ["population", "sampled", "interpreted"] as const) {
      dynamicsConformance(frame, {
        name: `gradient descent of the ${over} loss of ${name} on ${engine.backend}`,
        open() {
          const key = rootKey("dynamics", 1);
          const { network, teacher, theta } = open(kind, 5, 3, key);
          const x = draw(key, "inputs", 64 * 3);
          const full =
            over === "sampled"
              ? sampledObjective(engine, network, { x, y: teacherLabels(network.activation, teacher, x, 3) })
              : populationObjective(engine, network, teacher);
          const { engine: fused, ...plain } = full;
          const objective = over === "interpreted" ? plain : { ...plain, ...(fused === undefined ? {} : { engine: fused }) };
          return { problem: { objective, start: theta }, dynamics: gradientDescent({ step: 0.01 }) };
        },
      });
    }
  }

  dynamicsConformance(frame, {
    name: `fresh samples on ${engine.backend}`,
    open() {
      const { network, teacher, theta } = open({ activation: "abs", parameterization: "conic" }, 4, 3, rootKey("dynamics", 2));
      return {
        problem: { objective: populationObjective(engine, network, teacher), start: theta },
        dynamics: freshSampleDescent({ step: 0.02, batch: 33, network, teacher, engine }),
      };
    },
  });
}
