import { batch } from "@preact/signals";
import { diagramValue, type PhaseDiagram, phaseDiagram, decodeSweepTable, type SweepTable, type TrialRow } from "@overparam/lab/diagram";
import { replay } from "./actions.ts";
import * as lab from "./lab.ts";
import * as state from "./sweep.ts";

/** Opens a file that `overparam plot` has written; a file that is none leaves what is open and says so. */
export async function openSweep(file: File): Promise<void> {
  try {
    const table = decodeSweepTable(await file.text(), file.name);
    const order = firstOrder(table);
    batch(() => {
      state.sweep.value = { name: file.name, table };
      state.cursor.value = null;
      state.held.value = null;
      state.replayed.value = null;
      look(order);
      lab.notice.value = null;
      lab.announcement.value = `The sweep of ${table.study} with ${table.rows.length} trials is open.`;
    });
  } catch (error) {
    lab.notice.value = error instanceof Error ? error.message : String(error);
  }
}

export function closeSweep(): void {
  batch(() => {
    state.sweep.value = null;
    state.diagram.value = null;
    state.replayed.value = null;
  });
}

/** Looks at the sweep in another way; an order that cannot be drawn leaves the picture and says why. */
export function look(change: Partial<typeof state.order.value>): void {
  const open = state.sweep.value;
  if (open === null) return;
  const before = state.order.value;
  const order = { ...before, ...change };
  // An axis that goes where the other one is takes its place.
  const swapped =
    order.x === order.y && change.x !== change.y ? { ...order, ...(change.x === undefined ? { x: before.y } : { y: before.x }) } : order;
  try {
    const made = drawn(open.table, swapped);
    batch(() => {
      const [was, is] = [state.diagram.value, made];
      state.order.value = swapped;
      state.diagram.value = is;
      state.orderRefusal.value = null;
      if (was === null || was.x.name !== is.x.name || was.y.name !== is.y.name) {
        state.cursor.value = null;
        state.held.value = null;
      }
    });
  } catch (error) {
    state.orderRefusal.value = error instanceof Error ? error.message : String(error);
  }
}

/** Replays a trial of the sweep as the page's run. */
export async function replayTrial(row: TrialRow): Promise<void> {
  const open = state.sweep.value;
  if (open === null) return;
  const { file, backend } = open.table;
  const trial = String(row["trial"]);
  const answer = await replay({ file, backend, cell: Number(row["cell"]), seed: Number(row["seed"]) });
  if (typeof answer === "string") {
    state.replayed.value = { trial, says: answer };
    return;
  }
  const same = answer.id === trial;
  const here = lab.backend.value;
  state.replayed.value = {
    trial,
    says: !same
      ? "The study has changed since the sweep was made: this is the same trial of the present study, not the same run."
      : here === backend
        ? "The same run, bit for bit."
        : `The sweep ran on ${backend}, the page on ${here}: the same run up to the order of sums.`,
  };
  document.getElementById("stage")?.querySelector("#loss")?.scrollIntoView({ block: "nearest" });
}

/** Numbers and properties worth a look, as they are written. */
export function valuesOf(table: SweepTable): readonly string[] {
  const axes = new Set(table.axes.map(({ name }) => name));
  const own = table.columns.filter((name) => !axes.has(name) && !["trial", "cell", "seed", "status", "reason"].includes(name));
  return own.flatMap((name) => {
    if (name === "outcome") return ["fraction(outcome = converged)"];
    if (name.startsWith("verdict.")) return [`verdict(${name.slice("verdict.".length)})`];
    return table.rows.some((row) => typeof row[name] === "number") ? [`median(${name})`] : [];
  });
}

/** What the sweep's file asks for, else its two longest axes and the first number. */
function firstOrder(table: SweepTable): typeof state.order.value {
  const wish = table.file.diagram;
  const [longest, next] = [...table.axes].sort((a, b) => b.values.length - a.values.length);
  const x = wish?.x ?? longest?.name ?? "";
  return {
    x,
    y: wish?.y ?? [longest, next].find((axis) => axis !== undefined && axis.name !== x)?.name ?? alone.name,
    value: wish?.value ?? (table.columns.includes("value") ? "median(value)" : (valuesOf(table)[0] ?? "median(seed)")),
  };
}

/** The y axis of a sweep with one axis. */
const alone = { name: "all trials", setting: "", scale: "category", values: [""] } as const;

function drawn({ rows, axes, columns }: SweepTable, { x, y, value }: typeof state.order.value): PhaseDiagram {
  const read = diagramValue(value, columns, "value");
  if (axes.length > 1) return phaseDiagram(rows, axes, { x, y, value: read });
  const placed = rows.map((row) => ({ ...row, [alone.name]: "" }));
  return phaseDiagram(placed, [...axes, alone], { x: axes[0]?.name ?? x, y: alone.name, value: read });
}
