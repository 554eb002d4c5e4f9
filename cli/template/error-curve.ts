import type { Elementary, Figure, RunRecord, Verdict } from "@overparam/core";
import type { Config } from "./settings.ts";

/** The error in the flattest direction over the steps, measured and predicted. */
export function errorCurve({ id, config, samples }: RunRecord<Config>, verdicts: readonly Verdict[], math: Elementary): Figure {
  const points = samples.flatMap(({ iteration, values }) => {
    const error = values.flattestError;
    return typeof error === "number" && error > 0 ? [{ iteration, error }] : [];
  });
  const first = points[0]?.error ?? 0;
  const share = 1 - config.step / config.condition;
  const x = points.map(({ iteration }) => iteration);
  const verdict = verdicts.find(({ claim }) => claim === "rate");
  return {
    id: "error",
    title: "The error in the flattest direction",
    caption: `Every step leaves the share ${share} of it${verdict === undefined ? "" : `: the claim ${verdict.verdict}`}.`,
    runs: [id],
    kind: "lines",
    x: { label: "step", scale: "linear" },
    y: { label: "|θ₁|", scale: "log" },
    series: [
      { label: "measured", role: "measured", x, y: points.map(({ error }) => error) },
      { label: "(1 − η/κ)^t", role: "predicted", x, y: x.map((t) => first * math.power(share, t, 1)) },
    ],
  };
}
