import type { LabCurve, Sample } from "@overparam/core";
import { iteration, last, phase, reading, runId, samples, study, time, value } from "../state/lab.ts";
import { number, withInterval } from "../text/number.ts";
import { Frame } from "./frame.tsx";
import { Lines, type LineSeries } from "./lines.tsx";

/** The loss against time, or what the study follows in its place, live: what is measured, and the slope that the paper predicts from where the fitted stretch begins. */
export function Loss() {
  const card = study.value;
  if (card === null) return null;
  const { curve } = card;
  const valueOf = (sample: Sample): number => sample.values[curve.observable] as number;
  const shown = (x: unknown, scale: LabCurve["scale"]): boolean => typeof x === "number" && (scale === "linear" || x > 0);
  const all = samples.value.filter((sample) => shown(sample.time, curve.timeScale) && shown(sample.values[curve.observable], curve.scale));
  const past = all.filter((sample) => sample.iteration <= iteration.value);
  const ahead = all.filter((sample) => sample.iteration >= (past.at(-1)?.iteration ?? 0));
  const here = shown(time.value, curve.timeScale) && shown(value.value, curve.scale) ? [{ x: time.value, y: value.value }] : [];
  const slope = reading.value?.slope ?? null;
  const claim = card.claims.find((one) => one.id === card.slope?.claim);
  const series: LineSeries[] = [
    {
      label: slope === null ? curve.name : `${curve.name}: slope ${number(slope.estimate)}`,
      role: "measured",
      x: [...past.map(timeOf), ...here.map(({ x }) => x)],
      y: [...past.map(valueOf), ...here.map(({ y }) => y)],
    },
  ];
  if (ahead.length > 1) series.push({ label: "", role: "measured", ahead: true, x: ahead.map(timeOf), y: ahead.map(valueOf) });
  const predicted = card.slope === undefined ? undefined : predictedLine(past, valueOf, card.slope.exponent, slope?.from);
  if (predicted !== undefined)
    series.push({ label: `${claim?.name ?? "predicted"}: slope ${number(card.slope?.exponent)}`, role: "predicted", ...predicted });
  const caption = says(curve, slope, claim?.name, card.slope?.exponent);
  return (
    <Frame
      id="loss"
      title={`${capital(curve.name)} against time`}
      caption={caption}
      table={() => ({
        head: ["iteration", "time t", `${curve.name} ${curve.symbol}`],
        rows: all.map((sample) => [sample.iteration, number(sample.time, 5), number(valueOf(sample), 6)]),
      })}
    >
      <Lines
        x={{ label: curve.time, scale: curve.timeScale }}
        y={{ label: `${curve.name} ${curve.symbol}`, scale: curve.scale }}
        series={series}
        height={300}
        xRange={timeRange(samples.value)}
        dot={here[0]}
        summary={`${capital(curve.name)} against time, run ${runId.value?.slice(0, 8) ?? ""}. ${caption}`}
      />
    </Frame>
  );
}

function says(
  curve: LabCurve,
  slope: { readonly estimate: number; readonly interval: readonly [number, number] | null; readonly from: number } | null,
  claim: string | undefined,
  exponent: number | undefined,
): string {
  const asked = exponent === undefined ? "" : ` ${claim ?? "The paper"} asks for at most ${number(exponent)}.`;
  if (samples.value.length < 2 || Number.isNaN(value.value)) return `Press Run: the ${curve.name} is drawn as time passes.${asked}`;
  const now = `The ${curve.name} is ${number(value.value)} at t = ${number(time.value)}.`;
  if (slope === null) return `${now} A slope is fitted once a decade of time has passed.${asked}`;
  return `${now} Fitted slope ${withInterval(slope.estimate, slope.interval)} over the last decade.${asked}`;
}

/** A line of the predicted slope through the measured curve where the fitted stretch begins, or a decade before the end. */
function predictedLine(
  past: readonly Sample[],
  valueOf: (sample: Sample) => number,
  exponent: number,
  from: number | undefined,
): { readonly x: readonly number[]; readonly y: readonly number[] } | undefined {
  const end = past.at(-1);
  if (end === undefined) return undefined;
  const start = past.find((sample) => sample.time >= (from ?? end.time / 10));
  if (start === undefined || start.time >= end.time / 1.5) return undefined;
  return { x: [start.time, end.time], y: [valueOf(start), valueOf(start) * (end.time / start.time) ** exponent] };
}

/** The whole run's time from the start, so that the axis stands still; a run that ended early is shown to its end. */
function timeRange(all: readonly Sample[]): readonly [number, number] | undefined {
  const first = all.find((sample) => sample.time > 0);
  if (first === undefined) return undefined;
  const eta = first.time / first.iteration;
  const newest = all.at(-1)?.time ?? first.time;
  return [first.time, phase.value === "over" ? newest : Math.max(newest, eta * last.value)];
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function timeOf(sample: Sample): number {
  return sample.time;
}
