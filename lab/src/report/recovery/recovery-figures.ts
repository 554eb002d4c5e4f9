import type { Comparison, Figure, Recovery } from "@overparam/core";
import { formatNumber } from "../format-number.ts";

/** The error against the width, fitted and held out; and the neurons' norms beside the teacher's, where it is known. */
export function recoveryFigures(recovery: Recovery, id: string, comparison?: Comparison): readonly Figure[] {
  const widths = recovery.widths.filter(({ width, error, heldOut }) => width > 0 && error > 0 && heldOut > 0);
  const figures: Figure[] = [];
  if (widths.length > 1) {
    const x = widths.map(({ width }) => width);
    figures.push({
      id: "width",
      kind: "lines",
      title: "Best error of every width",
      caption: `Root mean square error of the best fit of each width, in units of y. Chosen: ${recovery.width} neurons${recovery.pairs > 0 ? ` on ${recovery.width - recovery.pairs} lines` : ""}. Widths far below the chosen one are fitted roughly.`,
      runs: [id],
      x: { label: "neurons", scale: "linear" },
      y: { label: "root mean square error", scale: "log" },
      series: [
        { label: "held out", role: "measured", x, y: widths.map(({ heldOut }) => heldOut), marks: true },
        { label: "fitted", role: "predicted", x, y: widths.map(({ error }) => error), marks: true },
      ],
    });
  }
  const known = comparison?.neurons.filter(({ teacher }) => teacher !== undefined) ?? [];
  if (known.length > 1) {
    const x = known.map((_, k) => k + 1);
    figures.push({
      id: "norms",
      kind: "lines",
      title: "Norms |a|·‖w‖ against the teacher",
      caption: `One mark a teacher neuron. Largest relative error of a neuron ${formatNumber(comparison?.worst)}.`,
      runs: [id],
      x: { label: "teacher neuron", scale: "linear" },
      y: { label: "norm", scale: "linear" },
      series: [
        { label: "found", role: "measured", x, y: known.map(({ norm }) => norm), marks: true },
        { label: "teacher", role: "predicted", x, y: known.map(({ teacherNorm }) => teacherNorm), marks: true },
      ],
    });
  }
  return figures;
}
