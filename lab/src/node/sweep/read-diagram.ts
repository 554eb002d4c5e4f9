import { misuse } from "@overparam/core";
import { type DiagramValue, diagramValue } from "../../sweep/diagram/diagram-value.ts";
import { type PhaseDiagram, phaseDiagram } from "../../sweep/diagram/phase-diagram.ts";
import type { PlannedAxis } from "../../sweep/planned-axis.ts";
import type { SweepFile } from "../../sweep/sweep-file.ts";
import { readTrials } from "./read-trials.ts";
import type { StoredSweep } from "./sweep-json.ts";

/** What is drawn of a sweep; what is left out is chosen. */
export type DiagramAsk = Partial<NonNullable<SweepFile["diagram"]>>;

/** A phase diagram of a sweep's records. */
export interface ReadDiagram {
  readonly stored: StoredSweep;
  readonly diagram: PhaseDiagram;
  /** The same with its axes exchanged, for slices along the other one. */
  readonly turned: PhaseDiagram;
  readonly levels: readonly number[] | undefined;
  readonly predicted: { readonly diagram: PhaseDiagram; readonly level: number; readonly label: string } | undefined;
  /** Recorded trials. */
  readonly trials: number;
}

/** The y axis of a sweep with one axis. */
const alone: PlannedAxis = { name: "all trials", setting: "", scale: "category", values: [""] };

/**
 * The phase diagram of a sweep as it is recorded so far.
 *
 * Without x and y the two axes with the most values are taken, the longer one from left to right; without a value the median of the value that the study follows.
 *
 * @errors one sentence: no sweep, no such axis or column
 */
export async function readDiagram(folder: string, ask: DiagramAsk, dirs: readonly string[] = []): Promise<ReadDiagram> {
  let value: DiagramValue | undefined;
  let theory: DiagramValue | undefined;
  const { stored, axes, rows } = await readTrials(
    folder,
    (columns) => {
      value = diagramValue(ask.value ?? "median(value)", columns);
      theory = ask.predicted === undefined ? undefined : diagramValue(ask.predicted.value, columns, "predicted");
      return [value.column, ...(theory === undefined ? [] : [theory.column])];
    },
    dirs,
  );
  if (value === undefined) throw misuse("plot", "the table must have columns", "none");
  const [x, y] = chosen(axes, ask);
  const all = y === alone.name ? [...axes, alone] : axes;
  const placed = y === alone.name ? rows.map((row) => ({ ...row, [alone.name]: "" })) : rows;
  const where = ask.where ?? {};
  const drawn = (of: DiagramValue): PhaseDiagram => phaseDiagram(placed, all, { x, y, value: of, where });
  return {
    stored,
    diagram: drawn(value),
    turned: phaseDiagram(placed, all, { x: y, y: x, value, where }),
    levels: ask.levels,
    predicted:
      theory === undefined || ask.predicted === undefined
        ? undefined
        : { diagram: drawn(theory), level: ask.predicted.level, label: ask.predicted.label },
    trials: rows.length,
  };
}

function chosen(axes: readonly PlannedAxis[], { x, y, where = {} }: DiagramAsk): readonly [string, string] {
  if (x !== undefined && y !== undefined) return [x, y];
  const free = axes
    .filter(({ name, values }) => name !== x && name !== y && !(name in where) && values.length > 1)
    .sort((a, b) => b.values.length - a.values.length)
    .map(({ name }) => name);
  if (x !== undefined) return [x, free[0] ?? alone.name];
  const [first = axes[0]?.name ?? ""] = free;
  return [first, y ?? free[1] ?? alone.name];
}
