import { labCurve, type Study } from "@overparam/core";
import { formatNumber } from "@overparam/lab";
import type { Paint } from "../terminal/colour.ts";
import { drawBar } from "../terminal/draw-bar.ts";
import { timeLeft } from "../terminal/duration.ts";
import { fitting, type Piece } from "../terminal/fitting.ts";
import { width } from "../terminal/wrap.ts";
import type { Progress } from "./progress.ts";

/** `running 60 runs  ████░░  48/60  loss 3.1e-9  slope −2.6 (asked ≤ −1)  4 s left`, as much of it as fits. */
export function progressLine(study: Study, progress: Progress, elapsed: number, columns: number, paint: Paint): string {
  const { done, total, share, slope } = progress;
  const { name } = labCurve(study);
  const asked = study.lab.slope === undefined ? "" : ` (asked ≤ ${formatNumber(study.lab.slope.exponent, { plain: true })})`;
  const runs: Piece = { plain: `${done}/${total}`, shown: `${done}/${total}` };
  // A guess from less than a twentieth of the work would only jump about.
  const guess = share >= 0.05 && share < 1 ? timeLeft((elapsed / share) * (1 - share)) : "";
  const left: Piece = { plain: guess, shown: guess };
  const now = progress.value === undefined ? "" : formatNumber(progress.value, { digits: 2, plain: true });
  const value: Piece = { plain: now && `${name} ${now}`, shown: `${name} ${paint("measured", now)}` };
  const slopeNow = slope === undefined ? "" : formatNumber(Number(slope.toFixed(2)), { digits: 2, plain: true });
  const rate: Piece = {
    plain: slopeNow && `slope ${slopeNow}${asked}`,
    shown: `slope ${paint("measured", slopeNow)}${paint("predicted", asked)}`,
  };
  const head = `  running ${total} run${total === 1 ? "" : "s"}  `;
  // The bar gives way first: it says no more than the counts.
  const [bar = 0, kept = []] = [20, 10, 0]
    .map((cells) => [cells, fitting([runs, left, rate, value], columns - width(head) - (cells === 0 ? 0 : cells + 2))] as const)
    .reduce((best, next) => (next[1].length > best[1].length ? next : best));
  const text = [runs, value, rate, left].flatMap((piece) => (kept.includes(piece) ? [piece.shown] : [])).join("  ");
  return `${head}${bar === 0 ? "" : `${drawBar(share, bar, paint)}  `}${text}`;
}
