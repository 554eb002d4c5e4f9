import { parameterCount, type SampledOptions, type Teacher, type TwoLayer } from "@overparam/kernels";
import { describe, expect, it } from "vitest";
import { awkwardTriples } from "../../src/conformance/awkward-sizes.ts";
import { dynamicsConformance } from "../../src/conformance/dynamics-conformance.ts";
import { objectiveConformance } from "../../src/conformance/objective-conformance.ts";
import type { Dynamics } from "../../src/dynamics/dynamics.ts";
import { gradientDescent } from "../../src/dynamics/gradient-descent.ts";
import { mirrorDescent } from "../../src/dynamics/mirror-descent.ts";
import { normDependentDescent } from "../../src/dynamics/norm-dependent-descent.ts";
import type { Network } from "../../src/network/network.ts";
import type { Objective } from "../../src/objective/objective.ts";
import { pathNormObjective } from "../../src/objective/path-norm-objective.ts";
import { populationObjective } from "../../src/objective/population-objective.ts";
import { sampledObjective } from "../../src/objective/sampled-objective.ts";
import { teacherLabels } from "../../src/data/teacher-labels.ts";
import { fold } from "../../src/random/fold.ts";
import type { Key } from "../../src/random/key.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { engines } from "../support/engines.ts";

const frame = { describe, it, expect };
const few = [
  { n: 1, d: 1, m: 1 },
  { n: 33, d: 1, m: 7 },
  { n: 7, d: 3, m: 5 },
  { n: 33, d: 5, m: 7 },
  { n: 129, d: 5, m: 7 },
  { n: 33, d: 31, m: 7 },
  { n: 33, d: 5, m: 33 },
];

for (const [engineName, engine] of (await engines()).filter(([name]) => name !== "reference")) {
  const draw = (key: Key, name: string, length: number, scale = 1): Float64Array => {
    const out = new Float64Array(length);
    normal(engine.math, fold(key, name), out);
    return out.map((entry) => scale * entry);
  };
  const signs = (m: number) => Float64Array.from({ length: m }, (_, j) => (j % 3 === 1 ? -1 : 1 + j / 8));
  const kinds: readonly (readonly [string, (m: number, d: number) => Network])[] = (["relu", "abs"] as const).flatMap(
    (activation) =>
      [
        [
          `${activation} plain with given weights`,
          (m, d) => ({ activation, parameterization: "plain", students: m, inputs: d, outputWeights: signs(m) }),
        ],
        [`${activation} output`, (m, d) => ({ activation, parameterization: "output", students: m, inputs: d })],
        [`${activation} conic`, (m, d) => ({ activation, parameterization: "conic", students: m, inputs: d })],
      ] satisfies (readonly [string, (m: number, d: number) => Network])[],
  );
  const open = (make: (m: number, d: number) => Network, m: number, d: number, key: Key) => {
    const network = make(m, d);
    const teacher: Teacher = { directions: draw(key, "teacher", 3 * d, 1 / Math.sqrt(d)), weights: Float64Array.of(1, -0.5, 2) };
    return { network, teacher, theta: draw(key, "theta", parameterCount(network), 1 / Math.sqrt(Math.sqrt(m * d))) };
  };
  const penalised = (network: Network, teacher: Teacher): Objective =>
    pathNormObjective(populationObjective(engine, network, teacher), network, 0.3);
  const data = (network: TwoLayer, teacher: Teacher, n: number, key: Key) => {
    const x = draw(key, "inputs", n * network.inputs);
    return { x, y: teacherLabels(network.activation, teacher, x, network.inputs) };
  };

  for (const [name, make] of kinds) {
    objectiveConformance(
      frame,
      {
        name: `population and path norm ${name}`,
        sizes: engineName === "wasm" ? few : awkwardTriples().filter((sizes) => sizes.n === 33),
        open({ d, m }, key) {
          const { network, teacher, theta } = open(make, m, d, key);
          return { objective: penalised(network, teacher), theta };
        },
      },
      engine,
    );
    for (const options of [
      { pathNorm: 0.2 },
      { loss: "logistic", l2: 0.1 },
      { loss: "smooth-hinge", l2: 0.1, pathNorm: 0.05 },
    ] satisfies readonly SampledOptions[]) {
      objectiveConformance(
        frame,
        {
          name: `sampled ${JSON.stringify(options)} ${name}`,
          sizes: few,
          open({ n, d, m }, key) {
            const { network, teacher, theta } = open(make, m, d, key);
            const { x, y } = data(network, teacher, n, key);
            const labels = "loss" in options ? y.map((entry) => (entry > 0 ? 1 : -1)) : y;
            return { objective: sampledObjective(engine, network, { x, y: labels }, options), theta };
          },
        },
        engine,
      );
    }

    if (name.endsWith("conic")) continue;
    const rules: Record<string, (network: Network) => Dynamics> = {
      "norm-dependent descent": (network) => normDependentDescent({ step: 0.02, network }),
      "constant-step descent": () => gradientDescent({ step: 0.01 }),
      ...(name.endsWith("output")
        ? {}
        : { "mirror descent": (network: Network) => mirrorDescent({ step: 0.02, network, math: engine.math }) }),
    };
    for (const [rule, dynamics] of Object.entries(rules)) {
      for (const over of ["population", "sampled"] as const) {
        dynamicsConformance(frame, {
          name: `${rule} of the penalised ${over} loss of ${name} on ${engine.backend}`,
          open() {
            const key = rootKey("dynamics", 3);
            const { network, teacher, theta } = open(make, 5, 3, key);
            const objective =
              over === "population"
                ? penalised(network, teacher)
                : sampledObjective(engine, network, data(network, teacher, 64, key), { pathNorm: 0.3 });
            return { problem: { objective, start: theta }, dynamics: dynamics(network) };
          },
        });
      }
    }
  }

  describe(`the path norm on ${engineName}`, () => {
    it.each(kinds)("added to the sampled loss is the engine's own: %s", (_name, make) => {
      const key = rootKey("penalty", 1);
      const { network, teacher, theta } = open(make, 7, 5, key);
      const samples = data(network, teacher, 40, key);
      const inside = sampledObjective(engine, network, samples, { pathNorm: 0.4 });
      const around = pathNormObjective(sampledObjective(engine, network, samples), network, 0.4);
      const [a, b] = [new Float64Array(theta.length), new Float64Array(theta.length)];
      expect(Math.abs(inside.gradient(theta, a) - around.gradient(theta, b))).toBeLessThanOrEqual(
        inside.floor(theta) + around.floor(theta),
      );
      a.forEach((entry, k) => expect(Math.abs(entry - b[k])).toBeLessThan(1e-13));
      inside.close();
      around.close();
    });

    it("refuses a λ below 0 and squared entries", () => {
      const { network, teacher } = open(kinds[0][1], 2, 2, rootKey("penalty", 2));
      const loss = populationObjective(engine, network, teacher);
      expect(() => pathNormObjective(loss, network, -1)).toThrow(/lambda must be a number of at least 0; got -1/);
      expect(() => pathNormObjective(loss, { ...network, parameterization: "squared-entry" }, 1)).toThrow(/squared-entry/);
      loss.close();
    });
  });

  describe(`conic rules on ${engineName}`, () => {
    const key = rootKey("conic", 1);
    const { network, teacher, theta } = open(kinds[0][1], 4, 3, key);
    const objective = penalised(network, teacher);

    it("do not see a neuron split into two of its direction", () => {
      const split: Network = {
        ...network,
        students: 5,
        outputWeights: Float64Array.of(...(network.outputWeights as Float64Array), (network.outputWeights as Float64Array)[3]),
      };
      const wider = penalised(split, teacher);
      for (const rule of ["norm", "mirror"] as const) {
        const move = (of: Network) =>
          rule === "norm"
            ? normDependentDescent({ step: 0.05, network: of })
            : mirrorDescent({ step: 0.05, network: of, math: engine.math });
        const start = new Float64Array(15);
        start.set(theta);
        for (let k = 0; k < 3; k++) {
          start[9 + k] = 0.25 * theta[9 + k];
          start[12 + k] = 0.75 * theta[9 + k];
        }
        const one = move(network).advance({ objective, start: theta }, { iteration: 0, time: 0, theta }, 200, {
          value: Number.NEGATIVE_INFINITY,
        });
        const two = move(split).advance({ objective: wider, start }, { iteration: 0, time: 0, theta: start }, 200, {
          value: Number.NEGATIVE_INFINITY,
        });
        for (let k = 0; k < 9; k++) expect(two.state.theta[k]).toBeCloseTo(one.state.theta[k], 10);
        for (let k = 0; k < 3; k++) expect(two.state.theta[9 + k] + two.state.theta[12 + k]).toBeCloseTo(one.state.theta[9 + k], 10);
      }
      wider.close();
    });

    it("do not see norm moved between w_j and a_j", () => {
      const trained: Network = { activation: "relu", parameterization: "output", students: 4, inputs: 3 };
      const full = penalised(trained, teacher);
      const a = Float64Array.of(1, -1, 0.5, 2);
      const run = (scale: number) => {
        const start = Float64Array.from([...theta.map((w, k) => w * (k < 3 ? scale : 1)), ...a.map((c, j) => (j === 0 ? c / scale : c))]);
        const { theta: end } = normDependentDescent({ step: 0.02, network: trained }).advance(
          { objective: full, start },
          { iteration: 0, time: 0, theta: start },
          200,
          { value: Number.NEGATIVE_INFINITY },
        ).state;
        return Array.from({ length: 12 }, (_, k) => end[k] * end[12 + Math.floor(k / 3)]);
      };
      const [one, other] = [run(1), run(3)];
      one.forEach((entry, k) => expect(other[k]).toBeCloseTo(entry, 10));
      full.close();
    });

    it("agree with each other as the step goes to 0, with an error proportional to it", () => {
      const gap = (step: number): number => {
        const steps = Math.round(1 / step);
        const run = (dynamics: Dynamics) =>
          dynamics.advance({ objective, start: theta }, { iteration: 0, time: 0, theta }, steps, { value: Number.NEGATIVE_INFINITY }).state
            .theta;
        const [a, b] = [run(normDependentDescent({ step, network })), run(mirrorDescent({ step, network, math: engine.math }))];
        return Math.max(...a.map((entry, k) => Math.abs(entry - b[k])));
      };
      expect(gap(0.01) / gap(0.005)).toBeGreaterThan(1.8);
      expect(gap(0.01) / gap(0.005)).toBeLessThan(2.2);
    });

    it.each([0, -1, Number.NaN])("refuse the step %s", (step) => {
      expect(() => normDependentDescent({ step, network })).toThrow(/normDependentDescent: step must be a positive number/);
      expect(() => mirrorDescent({ step, network, math: engine.math })).toThrow(/mirrorDescent: step must be a positive number/);
    });

    it("refuse networks that they do not fit, with what to take", () => {
      expect(() => normDependentDescent({ step: 1, network: { ...network, parameterization: "conic" } })).toThrow(/Take gradientDescent/);
      expect(() => mirrorDescent({ step: 1, math: engine.math, network: { ...network, parameterization: "output" } })).toThrow(
        /must be plain/,
      );
      expect(() => normDependentDescent({ step: 1, network: { ...network, outputWeights: Float64Array.of(1) } })).toThrow(/4 entries/);
    });
  });
}
