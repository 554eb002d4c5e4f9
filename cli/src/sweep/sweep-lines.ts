import type { ReasonCount, SweepProgress } from "@overparam/lab/node/sweep";
import type { Paint, Role } from "../terminal/colour.ts";
import { count } from "../terminal/count.ts";
import { drawBar } from "../terminal/draw-bar.ts";
import { timeLeft } from "../terminal/duration.ts";
import { fitting, type Piece } from "../terminal/fitting.ts";
import { cut, width } from "../terminal/wrap.ts";

/** Reasons and workers that are shown; the rest is counted. */
const most = 8;

/** How far a sweep is, one line for a pipe: `4321/10000 trials, 12 failed, 2 running, 182 a second, 31 s left`. */
export function plainSweepLine(trials: number, progress: SweepProgress): string {
  const { failed, unfinished } = progress.counts;
  return [
    `  ${made(progress)}/${trials} trials`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(unfinished > 0 ? [`${unfinished} unfinished`] : []),
    `${running(progress)} running`,
    ...speed(progress),
  ].join(", ");
}

/** The same as a block of lines for a terminal: counts with a bar, failures by reason, the load of each worker. */
export function sweepLines(trials: number, progress: SweepProgress, columns: number, paint: Paint): string {
  return [
    headLine(trials, progress, columns, paint),
    ...reasonLines(progress.reasons, columns, paint),
    ...workerLines(progress, columns, paint),
  ].join("\n");
}

/** Trials that did not end well, by reason; the most frequent first. */
export function reasonLines(reasons: readonly ReasonCount[], columns: number, paint: Paint): readonly string[] {
  const roles: Readonly<Record<ReasonCount["status"], Role>> = { done: "quiet", failed: "violated", unfinished: "undecided" };
  const shown = reasons.slice(0, most);
  const digits = Math.max(0, ...shown.map(({ trials }) => String(trials).length));
  const lines = shown.map(({ status, trials, reason }) => {
    const head = `  ${status.padEnd("unfinished".length)}  ${String(trials).padStart(digits)}  `;
    return paint(roles[status], head) + cut(reason.replaceAll("\n", " "), columns - width(head));
  });
  const rest = reasons.slice(most).reduce((sum, { trials }) => sum + trials, 0);
  return rest === 0
    ? lines
    : [...lines, paint("quiet", `  and ${count(rest, "more trial")} for ${count(reasons.length - most, "other reason")}`)];
}

function headLine(trials: number, progress: SweepProgress, columns: number, paint: Paint): string {
  const share = trials === 0 ? 1 : made(progress) / trials;
  const counts: Piece = plain(`${made(progress)}/${trials} trials`);
  const [rate = "", left = ""] = speed(progress);
  const now: Piece = plain(`${running(progress)} running`);
  const pieces = [counts, plain(left), plain(rate), now];
  const [bar = 0, kept = []] = [20, 10, 0]
    .map((cells) => [cells, fitting(pieces, columns - 2 - (cells === 0 ? 0 : cells + 2))] as const)
    .reduce((best, next) => (next[1].length > best[1].length ? next : best));
  const rest = [now, plain(rate), plain(left)].flatMap(({ plain: text }) =>
    kept.some((piece) => piece.plain === text) && text !== "" ? [text] : [],
  );
  return `  ${[counts.shown, ...(bar === 0 ? [] : [drawBar(share, bar, paint)]), ...rest].join("  ")}`;
}

/** What each worker does, and how much of the time. */
export function workerLines({ workers }: SweepProgress, columns: number, paint: Paint): readonly string[] {
  const names = Math.max(0, ...workers.map(({ worker }) => width(worker)));
  const lines = workers.slice(0, most).map(({ worker, state, load, recorded }) => {
    const text = `  ${worker.padEnd(names)}  ${state.padEnd("starting".length)}  ${`${Math.round(100 * load)} %`.padStart(5)} busy  ${recorded} made`;
    return paint("quiet", cut(text, columns));
  });
  return workers.length <= most ? lines : [...lines, paint("quiet", `  and ${count(workers.length - most, "more worker")}`)];
}

function plain(text: string): Piece {
  return { plain: text, shown: text };
}

function made({ counts }: SweepProgress): number {
  return counts.done + counts.failed;
}

function running({ workers }: SweepProgress): number {
  return workers.filter(({ state }) => state === "running").length;
}

/** Rate and time left, once trials are made. */
function speed({ rate, todo, made: now }: SweepProgress): readonly string[] {
  if (rate === null || rate <= 0) return [];
  const left = Math.max(0, todo - now);
  return [rateText(rate), ...(left > 0 ? [timeLeft((1000 * left) / rate)] : [])];
}

/** `182 a second`, `3.2 a minute`. */
export function rateText(perSecond: number): string {
  const [value, unit] =
    perSecond >= 1 ? [perSecond, "second"] : perSecond * 60 >= 1 ? [perSecond * 60, "minute"] : [perSecond * 3600, "hour"];
  return `${value >= 10 ? Math.round(value) : Number(value.toFixed(1))} a ${unit}`;
}
