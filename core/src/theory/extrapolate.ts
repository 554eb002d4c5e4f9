import type { Elementary } from "@overparam/kernels";

/** A value at x, with its absolute error. */
export interface Level {
  readonly x: number;
  readonly value: number;
  readonly rounding: number;
}

/** The limit x → 0 of a sequence. */
export interface Extrapolation {
  readonly limit: number;
  /** Bound of |limit − true limit|: what the levels leave open, plus what the roundings can do. */
  readonly error: number;
  /** Power p of the leading term c·x^p that was removed; NaN where none was needed. */
  readonly power: number;
}

/** Levels nearer to each other than this ratio carry no new information about the limit. */
const least = 1.5;
/** A leading power above this is an accident of the levels. */
const steepest = 4;

/**
 * Extrapolates value(x) = limit + c·x^p + … to x → 0, the power p estimated from the levels themselves.
 *
 * Three neighbouring levels give p, c and the limit. Its error is the largest of the correction of the finest value, the step between the two finest
 * values and the change from the three levels before. (The change alone, as in Romberg tables, is small by chance too often when several powers
 * mix: it missed the limit of c₁x + c₂x^1.5 + c₃x² in one of eight draws, this in one of a hundred, and then by a factor of at most 3.)
 * The finest levels are taken; coarser ones only while rounding is the larger part of the error. The levels have to reach where one power leads.
 *
 * @returns undefined with fewer than three separated levels, or where the sequence does not converge
 * @source Richardson 1911; the power from three levels as in Aitken 1926
 */
export function extrapolate(math: Elementary, levels: readonly Level[]): Extrapolation | undefined {
  const ladder: Level[] = [];
  for (const level of levels.toSorted((a, b) => a.x - b.x)) {
    const last = ladder.at(-1);
    if (level.x > 0 && (last === undefined || level.x >= least * last.x)) ladder.push(level);
  }
  let best: Extrapolation | undefined;
  for (let at = 0; at + 2 < ladder.length; at++) {
    const [fine, middle, coarse, before] = ladder.slice(at, at + 4) as [Level, Level, Level, Level | undefined];
    const here = three(math, fine, middle, coarse);
    if (here === undefined) continue;
    const previous = before === undefined ? undefined : three(math, middle, coarse, before);
    const change = previous === undefined ? 0 : Math.abs(here.limit - previous.limit);
    // Through a flat spot the finest step is small by chance, and the power far too large.
    const step = here.power > steepest ? Math.abs(coarse.value - middle.value) : Math.abs(middle.value - fine.value);
    const truncation = Math.max(Math.abs(here.limit - fine.value), step, change, here.scatter);
    const error = truncation + here.rounding;
    if (best === undefined || error < best.error) best = { limit: here.limit, error, power: here.power };
    // Coarser levels carry more of the further terms: they are of use only while rounding is the larger part.
    if (here.rounding <= truncation) break;
  }
  return best;
}

interface Window {
  readonly limit: number;
  readonly power: number;
  /** Sum of the steps between levels that do not approach from one side; 0 otherwise. */
  readonly scatter: number;
  /** What the roundings can do to the limit. */
  readonly rounding: number;
}

function three(math: Elementary, fine: Level, middle: Level, coarse: Level): Window | undefined {
  const limit = limitOf(math, fine, middle, coarse);
  if (limit === undefined) return undefined;
  const levels = [fine, middle, coarse] as const;
  let rounding = 0;
  levels.forEach((level, index) => {
    if (level.rounding === 0) return;
    // The larger of the two moves; where a moved triple converges no more, the rounding alone could explain the whole sequence.
    let moved = 0;
    for (const side of [1, -1]) {
      const triple = levels.map((entry, i) => (i === index ? { ...entry, value: entry.value + side * entry.rounding } : entry));
      const other = limitOf(math, triple[0] as Level, triple[1] as Level, triple[2] as Level);
      moved = Math.max(
        moved,
        other === undefined ? Math.abs(coarse.value - fine.value) + level.rounding : Math.abs(other.limit - limit.limit),
      );
    }
    rounding += moved;
  });
  return { ...limit, rounding: Math.max(rounding, fine.rounding) };
}

function limitOf(math: Elementary, fine: Level, middle: Level, coarse: Level): Omit<Window, "rounding"> | undefined {
  const inner = middle.value - fine.value;
  const outer = coarse.value - middle.value;
  if (!Number.isFinite(inner) || !Number.isFinite(outer)) return undefined;
  if (inner === 0) return { limit: fine.value, power: Number.NaN, scatter: 0 };
  const ratio = outer / inner;
  // No approach from one side: the scatter is all that is known.
  if (ratio <= 0) return { limit: fine.value, power: Number.NaN, scatter: Math.abs(inner) + Math.abs(outer) };
  const logFine = math.log(fine.x);
  const logMiddle = math.log(middle.x);
  const logCoarse = math.log(coarse.x);
  const difference = (high: number, low: number, p: number): number => math.exp(p * (high - logMiddle)) - math.exp(p * (low - logMiddle));
  const ratioAt = (p: number): number => difference(logCoarse, logMiddle, p) / difference(logMiddle, logFine, p);
  let low = 1e-3;
  let high = 32;
  // Slower than any power: a logarithm, or divergence.
  if (ratio <= ratioAt(low)) return undefined;
  for (let halving = 0; halving < 100; halving++) {
    const p = (low + high) / 2;
    if (p === low || p === high) break;
    if (ratioAt(p) < ratio) low = p;
    else high = p;
  }
  const power = (low + high) / 2;
  const rest = inner / (math.exp(power * (logMiddle - logFine)) - 1);
  return { limit: fine.value - rest, power, scatter: 0 };
}
