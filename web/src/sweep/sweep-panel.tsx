import { diagramCaption, diagramTable } from "@overparam/lab/diagram";
import { Frame } from "../figure/frame.tsx";
import { diagram, order, orderRefusal, replayed, sweep } from "../state/sweep.ts";
import { closeSweep, look, valuesOf } from "../state/sweep-actions.ts";
import { number } from "../text/number.ts";
import { CellRuns } from "./cell-runs.tsx";
import { SweepHeatmap } from "./sweep-heatmap.tsx";

/** The phase diagram of a sweep that was made elsewhere: what is drawn is chosen here, and any of its runs is replayed below. */
export function SweepPanel() {
  const open = sweep.value;
  const drawn = diagram.value;
  if (open === null || drawn === null) return null;
  const { table } = open;
  const names = table.axes.map(({ name }) => name);
  const choice = (of: "x" | "y") => (
    <label>
      {of === "x" ? "across" : "up"}
      <select value={order.value[of]} onChange={(event) => look({ [of]: event.currentTarget.value })}>
        {names.map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section class="sweep" aria-label="Phase diagram of a sweep">
      <div class="looking ui">
        {choice("x")}
        {names.length > 1 && choice("y")}
        <label class="wide">
          value
          <input
            type="text"
            list="sweep-values"
            spellcheck={false}
            value={order.value.value}
            aria-invalid={orderRefusal.value !== null}
            onChange={(event) => look({ value: event.currentTarget.value })}
          />
          <datalist id="sweep-values">
            {valuesOf(table).map((value) => (
              <option key={value} value={value} />
            ))}
          </datalist>
        </label>
        <button type="button" class="quiet" onClick={closeSweep}>
          close<span class="hidden"> the sweep</span>
        </button>
      </div>
      {orderRefusal.value !== null && (
        <p class="small refusal ui" role="alert">
          {orderRefusal.value}
        </p>
      )}
      <Frame
        title={table.file.title ?? `A sweep of ${table.study}`}
        caption={`${diagramCaption(drawn)} ${table.rows.length} trials on ${table.backend}.`}
        table={() => {
          const { columns, rows } = diagramTable(drawn);
          const shown = rows.slice(0, 2000);
          return {
            head: columns,
            rows: shown.map((row) => row.map((value) => (typeof value === "number" ? number(value) : String(value ?? "")))),
          };
        }}
      >
        <SweepHeatmap diagram={drawn} />
      </Frame>
      <CellRuns diagram={drawn} />
      {replayed.value !== null && <p class="small soft ui">{replayed.value.says}</p>}
    </section>
  );
}
