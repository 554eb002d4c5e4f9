import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { panel } from "../figures/plane.ts";

/** The regimes with what they change of the settings. */
const regimes: readonly (readonly [string, Partial<Config>])[] = [
  ["lazy", { start: "scaled", startScale: 3, step: 0.005 }],
  ["mean-field", { start: "scaled", startScale: 0.05, step: 0.15 }],
  ["local", { start: "near", startLoss: 0, startAngle: 0.4, step: 0.15 }],
];

/** The paper's figure: d = 2, m = 20, r = 3. */
export const threeRegimes: Experiment<Config> = {
  id: "three-regimes",
  title: "Lazy, mean-field, local",
  says: "Large starts barely turn, small ones turn while they grow, near ones turn to the teacher next to them (the paper's figure).",
  trials: (config, seed) =>
    regimes.map(([, change]) => ({
      config: {
        ...config,
        dimension: 2,
        teachers: 3,
        students: 20,
        studentsPerTeacher: 0,
        directions: "separated",
        separation: 40,
        normMin: 1,
        normMax: 1,
        steps: config.scale === "smoke" ? 200 : 5000,
        ...change,
      },
      seed,
    })),
  figures: (records) => {
    const panels = regimes.flatMap(([name, { start, startScale }]) => {
      const record = records.find(({ config }) => config.start === start && (startScale === undefined || config.startScale === startScale));
      return record === undefined ? [] : [panel(name, record)];
    });
    if (panels.length === 0) return [];
    return [
      {
        id: "three-regimes",
        title: "Lazy, mean-field and local trajectories",
        caption: "Plane, 20 students, 3 teachers: every student w from start to end, teachers as arrows.",
        runs: records.map(({ id }) => id),
        kind: "plane",
        panels,
      },
    ];
  },
};
