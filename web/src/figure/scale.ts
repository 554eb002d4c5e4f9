import { number, superscript } from "../text/number.ts";

/** A map from data to pixels with its ticks. */
export interface Scale {
  /** NaN where the value has no place (zero or less on a log scale). */
  at(value: number): number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  /** Lines between ticks, without label. */
  readonly minor: readonly number[];
}

/** A log scale from decade to decade; labels are thinned so that about `room` fit. */
export function logScale(low: number, high: number, from: number, to: number, room: number): Scale {
  const first = Math.log10(low);
  const last = Math.log10(high) > first ? Math.log10(high) : first + 1;
  const at = (value: number) => (value > 0 ? from + ((Math.log10(value) - first) / (last - first)) * (to - from) : Number.NaN);
  const decades: number[] = [];
  for (let e = Math.ceil(first - 1e-9); e <= last + 1e-9; e++) decades.push(e);
  if (decades.length < 2) return { ...within(low, high, room, at), at };
  const every = Math.max(1, Math.ceil(decades.length / Math.max(2, room)));
  const named = decades.filter((e) => ((e % every) + every) % every === 0);
  return {
    at,
    ticks: named.map((e) => ({ value: 10 ** e, label: `10${superscript(e)}` })),
    minor: decades.filter((e) => !named.includes(e)).map((e) => 10 ** e),
  };
}

/** A linear scale with round ticks. */
export function linearScale(low: number, high: number, from: number, to: number, room: number): Scale {
  const span = high > low ? high - low : 1;
  const at = (value: number) => from + ((value - low) / span) * (to - from);
  return { ...within(low, low + span, room, at), at };
}

function within(low: number, high: number, room: number, _at: (value: number) => number): Pick<Scale, "ticks" | "minor"> {
  const raw = (high - low) / Math.max(1, room);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((k) => k * power).find((k) => k >= raw) ?? raw;
  const ticks = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++)
    ticks.push({ value: k * step + 0, label: number(k * step) });
  return { ticks, minor: [] };
}
