import type { Elementary, Figure, RunRecord, Series, Verdict } from "@overparam/core";
import type { Config } from "../config.ts";
import { fact, numberOf, resolved } from "../reduce/values.ts";
import { byWidth } from "./by-width.ts";
import { finding } from "./finding.ts";

/** F against steps for one run a width, with what the tangent kernel of the start predicts of the widest. */
export function lossFigure(records: readonly RunRecord<Config>[], verdicts: readonly Verdict[], math: Elementary): readonly Figure[] {
  const first = records.reduce((least, { seed }) => Math.min(least, seed), Number.POSITIVE_INFINITY);
  const shown = byWidth(records.filter(({ seed, config }) => seed === first && config.batch === 0)).flatMap(([, runs]) => runs.slice(0, 1));
  if (shown.length === 0) return [];
  const measured = shown.map((record): Series => {
    const samples = resolved(record);
    const name = record.config.linearised ? "linearised" : `m = ${fact(record, "m")}`;
    return {
      label: name,
      role: "measured",
      x: samples.map(({ iteration }) => iteration),
      y: samples.map((sample) => numberOf(sample, "loss")),
    };
  });
  const widest = shown.at(-1) as RunRecord<Config>;
  return [
    {
      id: "loss",
      title: "Training loss, and the prediction of the tangent kernel",
      caption: `One seed. A straight line is linear convergence; the prediction is Σ_k e_k (1 − η λ_k)^2t of the limit kernel from the widest run's residuals.${finding(verdicts, "gd-rate", "Steps per decade")}`,
      runs: shown.map(({ id }) => id),
      kind: "lines",
      x: { label: "steps", scale: "linear" },
      y: { label: "loss F", scale: "log" },
      series: [...measured, ...predicted(widest, math)],
    },
  ];
}

/** Σ_k e_k (1 − η λ_k)^{2t} from a run's facts. */
export function predicted(record: RunRecord<Config>, math: Elementary): readonly Series[] {
  const [values, energies] = [record.facts["kernelEigenvalues"], record.facts["kernelEnergies"]];
  if (!Array.isArray(values) || !Array.isArray(energies) || record.config.loss !== "squared") return [];
  const eta = fact(record, "eta");
  const steps = record.samples.map(({ iteration }) => iteration);
  const at = (t: number): number =>
    (values as readonly number[]).reduce((sum, value, k) => {
      const factor = Math.abs(1 - eta * value);
      return sum + ((energies as readonly number[])[k] as number) * (t === 0 ? 1 : factor === 0 ? 0 : math.power(factor, 2 * t, 1));
    }, 0);
  const floor = 1e-14 * fact(record, "startLoss");
  const points = steps.map((t) => [t, at(t)] as const).filter(([, loss]) => loss > floor);
  return [{ label: "kernel", role: "predicted", x: points.map(([t]) => t), y: points.map(([, loss]) => loss) }];
}
