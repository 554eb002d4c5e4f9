import type { PhaseDiagram } from "../../sweep/diagram/phase-diagram.ts";

/** The cells of a diagram as rows: its axes, the value, its interval or band, how many trials ended, count and were left out. */
export function diagramTable(diagram: PhaseDiagram): {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
} {
  const { x, y, cells } = diagram;
  return {
    columns: [x.name, y.name, "value", "low", "high", "trials", "counted", "left"],
    rows: cells.map((cell) => [
      x.values[cell.x] ?? null,
      y.values[cell.y] ?? null,
      ...[cell.value, cell.low, cell.high].map((number) => (Number.isNaN(number) ? null : number)),
      cell.trials,
      cell.counted,
      cell.left,
    ]),
  };
}
