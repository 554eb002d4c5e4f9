import type { PhaseDiagram, TrialRow } from "@overparam/lab/diagram";
import { cursor, held, replayed } from "../state/sweep.ts";
import { replayTrial } from "../state/sweep-actions.ts";
import { number } from "../text/number.ts";

/** Runs that are listed at a time. */
const most = 60;

/** What the chosen cell says, and the runs in it: the one under the pointer, else the one that is held. Each can be replayed. */
export function CellRuns({ diagram }: { readonly diagram: PhaseDiagram }) {
  const place = cursor.value ?? held.value;
  const cell = place === null ? undefined : diagram.cells[place.y * diagram.x.values.length + place.x];
  if (cell === undefined) {
    return <p class="small soft ui">Point at a cell to see its runs; click it to keep them, then choose one to replay it here.</p>;
  }
  const { x, y, value } = diagram;
  const at = [`${x.name} = ${word(x.values[cell.x])}`, ...(y.values.length > 1 ? [`${y.name} = ${word(y.values[cell.y])}`] : [])].join(
    ", ",
  );
  const between =
    Number.isFinite(cell.low) && Number.isFinite(cell.high) && cell.high > cell.low ? ` (${number(cell.low)} to ${number(cell.high)})` : "";
  return (
    <section class="cell-runs ui" aria-label={`Runs at ${at}`}>
      <p class="small" aria-live="polite">
        <b>{at}</b>: {Number.isNaN(cell.value) ? "no value" : number(cell.value)}
        {between}, {cell.trials} {cell.trials === 1 ? "run" : "runs"}
        {cell.left > 0 && `, ${cell.left} failed or unfinished`}
      </p>
      <ul>
        {cell.rows.slice(0, most).map((row) => (
          <li key={String(row["trial"])}>
            <button
              type="button"
              class="quiet"
              aria-pressed={replayed.value?.trial === row["trial"]}
              title={`run ${String(row["trial"]).slice(0, 12)}`}
              onClick={() => void replayTrial(row)}
            >
              {textOf(row, value.column)}
            </button>
          </li>
        ))}
      </ul>
      {cell.rows.length > most && <p class="small soft">and {cell.rows.length - most} more</p>}
    </section>
  );
}

function textOf(row: TrialRow, column: string): string {
  const shown = row[column];
  const says =
    row["status"] === "done"
      ? shown === null || shown === undefined
        ? "no value"
        : word(shown)
      : `${row["status"]}: ${row["reason"] ?? ""}`;
  return `seed ${row["seed"]}: ${says}`;
}

function word(value: unknown): string {
  return typeof value === "number" ? number(value) : String(value);
}
