import { signal } from "@preact/signals";
import type { ObservableCard } from "@overparam/lab/browser";
import { TeX } from "../page/tex.tsx";
import { iteration, runId, samples, study } from "../state/lab.ts";
import { number } from "../text/number.ts";
import { Frame } from "./frame.tsx";
import { Lines, type LineSeries } from "./lines.tsx";

/** The quantity that is shown; by default the study's first one after the loss. */
const chosen = signal<string | null>(null);

/** Most curves of an array-valued quantity that are drawn. */
const mostCurves = 40;

/** Any quantity that the study measures, against time: one curve, or one for each entry. */
export function Measurement() {
  const all = study.value?.observables ?? [];
  const one =
    all.find(({ id }) => id === chosen.value) ??
    all.find(({ id }) => id.startsWith("gradientRatio")) ??
    all.find(({ id }) => id !== "loss") ??
    all[0];
  if (one === undefined) return null;
  const series = curvesOf(one);
  const values = series.flatMap(({ y }) => y);
  const log = values.length > 0 && values.every((y) => y > 0) && Math.max(...values) > 5 * Math.min(...values);
  const caption = (
    <>
      <TeX source={one.symbol} />: {one.says}
      {one.unit !== "" && one.unit !== "1" && `, in ${one.unit}`}
      {one.axes.length > 0 && `, one curve for each ${one.axes.join(", ")}`}.
    </>
  );
  return (
    <Frame
      title="Measurement"
      caption={caption}
      table={() => ({
        head: ["time t", ...series.map((_, i) => (series.length === 1 ? one.id : `${one.id} ${i + 1}`))],
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
        x={{ label: "time t", scale: "log" }}
        y={{ label: one.unit === "1" ? "" : one.unit, scale: log ? "log" : "linear" }}
        series={series}
        height={224}
        summary={`${one.says} against time, run ${runId.value?.slice(0, 8) ?? ""}; now ${series.map(({ y }) => number(y.at(-1))).join(", ") || "not recorded"}.`}
      />
    </Frame>
  );
}

function curvesOf(one: ObservableCard): readonly LineSeries[] {
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
    return { label: "", role: "measured" as const, x: points.map(([x]) => x), y: points.map(([, y]) => y) };
  });
}

function rowsOf(series: readonly LineSeries[]): readonly (readonly string[])[] {
  const times = [...new Set(series.flatMap(({ x }) => x))].sort((a, b) => a - b);
  return times.map((time) => [number(time, 4), ...series.map(({ x, y }) => number(y[x.indexOf(time)], 4))]);
}
