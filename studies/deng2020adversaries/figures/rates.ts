import type { Elementary, Figure, RunRecord, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { momentsOf } from "../network/moments.ts";
import { arrayOf, fact, last, numberOf } from "../reduce/read.ts";
import { against } from "./against.ts";
import { finding } from "./finding.ts";

/** Steps to tolerance against the radius, and the angle of the maximiser. */
export function ratesFigures(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[], math: Elementary): readonly Figure[] {
  const single = records.filter(({ config }) => config.scenario === "ascent" && config.starts === 1);
  const timed = single.filter(({ config, outcome }) => config.stepUnit === "fixed" && outcome.kind === "settled");
  const still = single.filter(({ config }) => config.stepUnit === "contraction" && config.activation === "softplus");
  return [...stepsFigure(timed, verdicts), ...angleFigure(still, verdicts, math), ...trainingFigures(records, verdicts)];
}

function stepsFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  const steps = [...new Set(records.map(({ config }) => config.step))].sort((a, b) => a - b);
  // One step for many radii is a comparison; a step for each radius is a counter-run's.
  const series = steps.flatMap((step) => {
    const runs = records.filter(({ config }) => config.step === step);
    const line = against(runs, "radius", `η = ${step}`, (record) => arrayOf(last(record), "taken")[0] ?? Number.NaN);
    return line.filter(({ x }) => x.length >= 3);
  });
  if (series.length === 0) return [];
  return [
    {
      id: "steps",
      title: "Steps of the adversary against the radius",
      caption: `One step η for all radii, ε = ‖x‖/2; median and 10–90 % over networks.${finding(verdicts, "steps", "Slope as ε → 0")}${finding(verdicts, "scale-steps", "Slope at scales of practice")}`,
      runs: records.map(({ id }) => id),
      kind: "lines",
      x: { label: "radius ε", scale: "log" },
      y: { label: "steps to tolerance", scale: "log" },
      series,
    },
  ];
}

function angleFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[], math: Elementary): readonly Figure[] {
  const measured = against(records, "radius", "measured", (record) => arrayOf(last(record), "tangents")[0] ?? Number.NaN);
  const [line] = measured;
  if (line === undefined || line.x.length < 3) return [];
  return [
    {
      id: "angle",
      title: "Angle between the maximiser and the gradient",
      caption: `Softplus; the line is ε√(Eσ''²/Eσ'²).${finding(verdicts, "angle", "Over each network's own factor")}`,
      runs: records.map(({ id }) => id),
      kind: "lines",
      x: { label: "radius ε", scale: "log" },
      y: { label: "tan θ", scale: "log" },
      series: [
        line,
        {
          label: "law",
          role: "predicted",
          x: line.x,
          y: line.x.map((radius) => {
            const { slope, bend } = momentsOf(math, "softplus", 2 * radius);
            return radius * Math.sqrt(bend / slope);
          }),
        },
      ],
    },
  ];
}

function trainingFigures(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[]): readonly Figure[] {
  const trained = records.filter(({ config }) => config.scenario === "training");
  if (trained.length === 0) return [];
  const runs = trained.map(({ id }) => id);
  if (trained.length === 1) {
    const [record] = trained as [RunRecord<Config>];
    return [
      {
        id: "robust-loss",
        title: "Adversarial training",
        caption: `Robust loss and loss at the inputs themselves, ‖x‖ = ${record.config.inputScale}.`,
        runs,
        kind: "lines",
        x: { label: "outer step", scale: "linear" },
        y: { label: "loss", scale: "log" },
        series: [
          {
            label: "robust",
            role: "measured",
            x: record.samples.map((s) => s.iteration),
            y: record.samples.map((s) => numberOf(s, "loss")),
          },
          {
            label: "clean",
            role: "measured",
            x: record.samples.map((s) => s.iteration),
            y: record.samples.map((s) => numberOf(s, "cleanLoss")),
          },
        ],
      },
    ];
  }
  const series = (["kernel", "fixed"] as const).flatMap((unit) =>
    against(
      trained.filter(({ config }) => config.outerUnit === unit),
      "scale",
      unit === "kernel" ? "same kernel time" : "same step",
      (record) => numberOf(last(record), "loss") / fact(record, "startLoss"),
    ),
  );
  const inner = against(
    trained.filter(({ config }) => config.stepUnit === "fixed" && config.step === 0.002),
    "scale",
    "measured",
    (record) => record.samples.reduce((sum, sample) => sum + numberOf(sample, "adversarySteps") / record.samples.length, 0),
  );
  return [
    ...(series.length === 0
      ? []
      : [
          {
            id: "training",
            title: "Robust loss that is left",
            caption: "After equally many outer steps, over the loss at the start; median and 10–90 % over networks.",
            runs,
            kind: "lines" as const,
            x: { label: "input scale ‖x‖", scale: "log" as const },
            y: { label: "L_k/L_0", scale: "log" as const },
            series,
          },
        ]),
    ...(inner.length === 0
      ? []
      : [
          {
            id: "training-steps",
            title: "Steps of the adversary while training begins",
            caption: `Mean over inputs and records.${finding(verdicts, "training-scale", "Slope")}`,
            runs,
            kind: "lines" as const,
            x: { label: "input scale ‖x‖", scale: "log" as const },
            y: { label: "steps", scale: "log" as const },
            series: inner,
          },
        ]),
  ];
}
