import type { ValueRange } from "./value-range.ts";

/** Levels that are asked for at most. */
const most = 5;

/** Round values inside a range for contour lines: ½ of fractions, decades on a logarithmic scale, else multiples of 1, 2 or 5 times a power of ten. */
export function contourLevels({ scale, domain }: ValueRange): readonly number[] {
  if (domain === undefined) return [];
  const [low, high] = domain;
  if (low === 0 && high === 1) return [0.5];
  if (!(high > low)) return [];
  if (scale === "log") {
    const first = exponentOf(low);
    const last = exponentOf(high);
    const stride = Math.max(1, Math.ceil((last - first) / most));
    const levels: number[] = [];
    for (let k = first; k <= last; k++) if (k % stride === 0) levels.push(Number(`1e${k}`));
    return levels.filter((level) => level > low && level < high);
  }
  const exponent = exponentOf((high - low) / most);
  const step = [1, 2, 5, 10].map((digit) => Number(`${digit}e${exponent}`)).find((each) => (high - low) / each <= most) ?? high - low;
  const levels: number[] = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++) levels.push(Number((k * step).toPrecision(12)));
  return levels.filter((level) => level > low && level < high);
}

/** The power of ten of a number's first digit, read off its decimal form. */
function exponentOf(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}
