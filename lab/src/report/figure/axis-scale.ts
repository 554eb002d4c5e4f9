import type { Axis } from "@overparam/core";
import { formatNumber } from "../format-number.ts";
import { superscript } from "../superscript.ts";

/** An axis made ready: its domain, its ticks with their words, and the place of a value on it. */
export interface AxisScale {
  readonly domain: readonly [number, number];
  /** Empty: the renderer chooses. */
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  /** 0 at the low end, 1 at the high end. */
  place(value: number): number;
}

/**
 * The scale of an axis for these values: decades as ticks on a logarithmic one; the values themselves where there are few of them
 * (widths, seeds) and decades would say little.
 *
 * @param few the distinct values of the axis when there are at most eight of them
 */
export function axisScale(axis: Axis, values: readonly number[], few: readonly number[] | undefined, room: number): AxisScale {
  const usable = values.filter((value) => Number.isFinite(value) && (axis.scale === "linear" || value > 0));
  const low = usable.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = usable.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (usable.length === 0)
    return axis.scale === "log" ? axisScale(axis, [1, 10], undefined, room) : axisScale(axis, [0, 1], undefined, room);
  return axis.scale === "log" ? logarithmic(low, high, few, room) : linear(low, high, few);
}

function linear(low: number, high: number, few: readonly number[] | undefined): AxisScale {
  const margin = low === high ? Math.max(1, Math.abs(low)) * 0.5 : (high - low) * 0.04;
  const domain = [low - margin, high + margin] as const;
  const ticks = (few ?? []).map((value) => ({ value, label: formatNumber(value) }));
  return { domain, ticks, place: (value) => (value - domain[0]) / (domain[1] - domain[0]) };
}

function logarithmic(low: number, high: number, few: readonly number[] | undefined, room: number): AxisScale {
  const domain = few === undefined ? outward(low, high) : ([low / 1.4, high * 1.4] as const);
  // Pixels are rounded to tenths: the last bit of a logarithm never shows.
  const bottom = log10(domain[0]);
  const span = log10(domain[1]) - bottom;
  return {
    domain,
    ticks: few?.map((value) => ({ value, label: formatNumber(value) })) ?? decades(domain, room),
    place: (value) => (log10(value) - bottom) / span,
  };
}

/** The next decades, or the next of 1, 2, 5 on a short axis, where they are near; else the data with a little air. */
function outward(low: number, high: number): readonly [number, number] {
  if (low === high) return [low / 2, high * 2];
  const marks = high / low > 500 ? [1] : [1, 2, 5];
  const around = (value: number): number[] => {
    const exponent = decadeBelow(value);
    return [exponent, exponent + 1].flatMap((k) => marks.map((digit) => Number(`${digit}e${k}`)));
  };
  const near = marks.length === 1 ? 4 : 1.7;
  const below = around(low).findLast((mark) => mark <= low) ?? low;
  const above = around(high).find((mark) => mark >= high) ?? high;
  return [low / below <= near ? below : low / 1.15, above / high <= near ? above : high * 1.15];
}

function decades(domain: readonly [number, number], room: number): { value: number; label: string }[] {
  const inside = (value: number): boolean => value >= domain[0] * (1 - 1e-12) && value <= domain[1] * (1 + 1e-12);
  const from = decadeBelow(domain[0]);
  const to = decadeBelow(domain[1]) + 1;
  const exponents: number[] = [];
  for (let exponent = from; exponent <= to; exponent++) if (inside(power(exponent))) exponents.push(exponent);
  if (exponents.length >= 3) {
    const stride = Math.ceil(exponents.length / room);
    return exponents
      .filter((exponent) => exponent % stride === 0)
      .map((exponent) => ({ value: power(exponent), label: `10${superscript(exponent)}` }));
  }
  const ticks: { value: number; label: string }[] = [];
  for (let exponent = from; exponent <= to; exponent++) {
    for (const digit of domain[1] / domain[0] < 6 ? [1, 1.5, 2, 3, 4, 5, 6, 8] : [1, 2, 5]) {
      const value = Number(`${digit}e${exponent}`);
      if (inside(value)) ticks.push({ value, label: formatNumber(value) });
    }
  }
  return ticks;
}

/** Largest k with 10^k ≤ value, from the decimal digits: no rounding of a logarithm at the decades themselves. */
function decadeBelow(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}

function power(exponent: number): number {
  return Number(`1e${exponent}`);
}

function log10(value: number): number {
  return Math.log10(value); // not a result: places ink
}
