import type { Sample } from "@overparam/core";
import { iteration, last, phase, reading, runId, samples, study, time, value } from "../state/lab.ts";
import { number, withInterval } from "../text/number.ts";
import { Frame } from "./frame.tsx";
import { Lines, type LineSeries } from "./lines.tsx";

/** The loss against time, live: what is measured, and the slope that the paper predicts from where the fitted stretch begins. */
export function Loss() {
  const card = study.value;
  if (card === null) return null;
  const all = samples.value.filter((sample) => sample.time > 0 && positive(sample.values["loss"]));
  const past = all.filter((sample) => sample.iteration <= iteration.value);
  const ahead = all.filter((sample) => sample.iteration >= (past.at(-1)?.iteration ?? 0));
  const here = time.value > 0 && value.value > 0 ? [{ x: time.value, y: value.value }] : [];
  const slope = reading.value?.slope ?? null;
  const claim = card.claims.find((one) => one.id === card.slope?.claim);
  const series: LineSeries[] = [
    {
      label: slope === null ? "loss" : `loss: slope ${number(slope.estimate)}`,
      role: "measured",
      x: [...past.map(timeOf), ...here.map(({ x }) => x)],
      y: [...past.map(lossOf), ...here.map(({ y }) => y)],
    },
  ];
  if (ahead.length > 1) series.push({ label: "", role: "measured", ahead: true, x: ahead.map(timeOf), y: ahead.map(lossOf) });
  const predicted = card.slope === undefined ? undefined : predictedLine(past, card.slope.exponent, slope?.from);
  if (predicted !== undefined)
    series.push({ label: `${claim?.name ?? "predicted"}: slope ${number(card.slope?.exponent)}`, role: "predicted", ...predicted });
  const caption = says(slope, claim?.name, card.slope?.exponent);
  return (
    <Frame
      id="loss"
      title="Loss against time"
      caption={caption}
      table={() => ({
        head: ["iteration", "time t", "loss L"],
        rows: all.map((sample) => [sample.iteration, number(sample.time, 5), number(lossOf(sample), 6)]),
      })}
    >
      <Lines
        x={{ label: "time t = η · iteration", scale: "log" }}
        y={{ label: "loss L", scale: "log" }}
        series={series}
        height={300}
        xRange={timeRange(all)}
        dot={here[0]}
        summary={`Loss against time on log axes, run ${runId.value?.slice(0, 8) ?? ""}. ${caption}`}
      />
    </Frame>
  );
}

function says(
  slope: { readonly estimate: number; readonly interval: readonly [number, number] | null; readonly from: number } | null,
  claim: string | undefined,
  exponent: number | undefined,
): string {
  const asked = exponent === undefined ? "" : ` ${claim ?? "The paper"} asks for at most ${number(exponent)}.`;
  if (samples.value.length < 2 || !(value.value > 0)) return `Press Run: the loss falls as time passes.${asked}`;
  const now = `The loss is ${number(value.value)} at t = ${number(time.value)}.`;
  if (slope === null) return `${now} A slope is fitted once a decade of time has passed.${asked}`;
  return `${now} Fitted slope ${withInterval(slope.estimate, slope.interval)} over the last decade.${asked}`;
}

/** A line of the predicted slope through the measured loss where the fitted stretch begins, or a decade before the end. */
function predictedLine(
  past: readonly Sample[],
  exponent: number,
  from: number | undefined,
): { readonly x: readonly number[]; readonly y: readonly number[] } | undefined {
  const end = past.at(-1);
  if (end === undefined) return undefined;
  const start = past.find((sample) => sample.time >= (from ?? end.time / 10));
  if (start === undefined || start.time >= end.time / 1.5) return undefined;
  return { x: [start.time, end.time], y: [lossOf(start), lossOf(start) * (end.time / start.time) ** exponent] };
}

/** The whole run's time from the start, so that the axis stands still; a run that ended early is shown to its end. */
function timeRange(all: readonly Sample[]): readonly [number, number] | undefined {
  const first = all[0];
  if (first === undefined) return undefined;
  const eta = first.time / first.iteration;
  const newest = all.at(-1)?.time ?? first.time;
  return [first.time, phase.value === "over" ? newest : Math.max(newest, eta * last.value)];
}

function positive(x: unknown): boolean {
  return typeof x === "number" && x > 0;
}

function timeOf(sample: Sample): number {
  return sample.time;
}

function lossOf(sample: Sample): number {
  return sample.values["loss"] as number;
}
