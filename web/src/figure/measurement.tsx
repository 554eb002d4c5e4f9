import type { ObservableCard } from "@overparam/lab/browser";
import { signal } from "@preact/signals";
import { TeX } from "../page/tex.tsx";
import { iteration, runId, samples, study } from "../state/lab.ts";
import { number } from "../text/number.ts";
import { families } from "./families.ts";
import { Frame } from "./frame.tsx";
import { Lines, type LineSeries } from "./lines.tsx";

/** The quantity that is chosen; null for the first one with several curves, or the first after the one that is followed. */
const chosen = signal<string | null>(null);

/** Most curves of a list-valued quantity that are drawn. */
const mostCurves = 40;

/** Any quantity that the study measures, against time: one curve, one for each of its kind, or one for each entry. */
export function Measurement() {
  const all = families(study.value?.observables ?? []);
  const one =
    all.find(({ id }) => id === chosen.value) ??
    all.find(({ members }) => members.length > 1) ??
    all.find(({ id }) => id !== study.value?.curve.observable) ??
    all[0];
  const first = one?.members[0]?.observable;
  if (one === undefined || first === undefined) return null;
  const series = one.members.flatMap(({ observable, name }) => curvesOf(observable, name));
  const values = series.flatMap(({ y }) => y);
  const log = values.length > 0 && values.every((y) => y > 0) && Math.max(...values) > 5 * Math.min(...values);
  const unit = first.unit === "1" ? "" : first.unit;
  const caption = (
    <>
      {one.members.map(({ observable }, i) => (
        <span key={observable.id}>
          {i > 0 && ", "}
          <TeX source={observable.symbol} />
        </span>
      ))}
      : {one.says}
      {unit !== "" && `, in ${unit}`}
      {first.axes.length > 0 && `, one curve for each ${first.axes.join(", ")}`}.
    </>
  );
  return (
    <Frame
      title="Measurement"
      caption={caption}
      table={() => ({
        head: ["time t", ...series.map(({ label }, i) => label || `${one.id} ${series.length > 1 ? i + 1 : ""}`)],
        rows: rowsOf(series),
      })}
    >
      <div class="field choose">
        <label class="hidden" for="measurement">
          Quantity
        </label>
        <select id="measurement" value={one.id} onChange={(event) => (chosen.value = event.currentTarget.value)}>
          {all.map(({ id, says }) => (
            <option key={id} value={id} selected={id === one.id}>
              {says}
            </option>
          ))}
        </select>
      </div>
      <Lines
        x={{ label: "time t", scale: study.value?.curve.timeScale ?? "log" }}
        y={{ label: unit, scale: log ? "log" : "linear" }}
        series={series}
        height={224}
        summary={`${one.says} against time, run ${runId.value?.slice(0, 8) ?? ""}; now ${series.map(({ y }) => number(y.at(-1))).join(", ") || "not recorded"}.`}
      />
    </Frame>
  );
}

function curvesOf(one: ObservableCard, name: string): readonly LineSeries[] {
  const past = samples.value.filter((sample) => sample.time > 0 && sample.iteration <= iteration.value);
  const first = past.map((sample) => sample.values[one.id]).find((value) => value !== null && value !== undefined);
  if (first === undefined) return [];
  const length = typeof first === "number" ? 1 : Math.min(mostCurves, first.length);
  return Array.from({ length }, (_, k) => {
    const points = past.flatMap((sample) => {
      const value = sample.values[one.id];
      const entry = typeof value === "number" ? value : value?.[k];
      return typeof entry === "number" && Number.isFinite(entry) ? [[sample.time, entry] as const] : [];
    });
    return { label: name, role: "measured" as const, x: points.map(([x]) => x), y: points.map(([, y]) => y) };
  });
}

function rowsOf(series: readonly LineSeries[]): readonly (readonly string[])[] {
  const times = [...new Set(series.flatMap(({ x }) => x))].sort((a, b) => a - b);
  return times.map((time) => [number(time, 4), ...series.map(({ x, y }) => number(y[x.indexOf(time)], 4))]);
}
