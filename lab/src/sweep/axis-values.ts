import type { AxisValue, SweepAxis } from "./sweep-file.ts";

/** How neighbouring values of an axis are compared and drawn. */
export type AxisScale = "linear" | "log" | "category";

/** The values of an axis in its order, each once, and how they are spaced. The same bits on every host. */
export function axisValues(axis: SweepAxis): { readonly scale: AxisScale; readonly values: readonly AxisValue[] } {
  const { list, linear, log, integer } = axis;
  // A relative axis keeps its ratios or differences; only what goes into the setting is rounded.
  const round = axis.round && axis.times === undefined && axis.plus === undefined;
  if (integer !== undefined) {
    const count = Math.floor((integer.to - integer.from) / integer.step) + 1;
    return { scale: "linear", values: Array.from({ length: Math.max(0, count) }, (_, k) => integer.from + k * integer.step) };
  }
  if (linear !== undefined) return { scale: "linear", values: once(spread(linear.from, linear.to, linear.count), round) };
  if (log !== undefined) return { scale: "log", values: once(ratios(log.from, log.to, log.count), round) };
  const values = [...new Set(list ?? [])];
  const numbers = values.every((value) => typeof value === "number");
  return { scale: numbers ? "linear" : "category", values };
}

/** Equal values once; rounded ones where the axis itself is the setting. */
function once(values: readonly number[], round: boolean): readonly number[] {
  return [...new Set(round ? values.map((value) => Math.round(value)) : values)];
}

function spread(from: number, to: number, count: number): readonly number[] {
  if (count === 1) return [from];
  return Array.from({ length: count }, (_, k) => (k === count - 1 ? to : short(from + ((to - from) * k) / (count - 1), 12)));
}

/** from · q^k with q the (count − 1)-th root of to/from; by products alone, since engines disagree on pow. */
function ratios(from: number, to: number, count: number): readonly number[] {
  if (count === 1) return [from];
  const q = root(to / from, count - 1);
  return Array.from({ length: count }, (_, k) => (k === 0 ? from : k === count - 1 ? to : short(from * power(q, k), 6)));
}

/** The n-th root of a positive number by bisection: 1.5·10^−16 relative. */
function root(of: number, n: number): number {
  let low = Math.min(of, 1);
  let high = Math.max(of, 1);
  for (let k = 0; k < 200; k++) {
    const middle = low + (high - low) / 2;
    if (power(middle, n) < of) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}

function power(base: number, n: number): number {
  let out = 1;
  for (let square = base, left = n; left > 0; left = Math.floor(left / 2), square *= square) if (left % 2 === 1) out *= square;
  return out;
}

/** Few digits: a person reads them, and the last bits of the spacing decide nothing. */
function short(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
