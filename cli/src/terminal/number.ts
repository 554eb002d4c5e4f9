const minus = (text: string): string => text.replace(/^-/, "−");

/** Power of ten of the first digit of x ≠ 0, read off its decimal form (no logarithm that could miss by one). */
function decade(x: number): number {
  return Number(x.toExponential(15).split("e")[1]);
}

function trimmedExponential(x: number, digits: number): string {
  const [mantissa = "", exponent = "0"] = x.toExponential(digits - 1).split("e");
  return `${mantissa.replace(/\.?0+$/, "")}e${Number(exponent)}`;
}

/** A number with `digits` significant digits, as a person writes it: `2.31`, `−0.4`, `2.1e-9`; an integer below 1e6 in full. */
export function shortNumber(x: number | null | undefined, digits = 3): string {
  if (x === null || x === undefined) return "–";
  if (Number.isNaN(x)) return "not a number";
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "−∞";
  if (x === 0) return "0";
  if (Number.isInteger(x) && Math.abs(x) < 1e6) return minus(String(x));
  const place = decade(x);
  if (place < -3 || place >= 5) return minus(trimmedExponential(x, digits));
  const text = x.toFixed(Math.max(0, digits - 1 - place));
  return minus(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
}

/**
 * An estimate with its interval, both to the second digit of the interval's half width: `−2.60 [−2.68, −2.52]`.
 * Digits beyond what the interval allows would be noise.
 */
export function withInterval(estimate: number, [low, high]: readonly [number, number]): string {
  const half = (high - low) / 2;
  const plain = `${shortNumber(estimate)} [${shortNumber(low)}, ${shortNumber(high)}]`;
  if (!(Number.isFinite(half) && half > 0 && Number.isFinite(estimate))) return plain;
  const scale = decade(Math.max(Math.abs(estimate), Math.abs(low), Math.abs(high)));
  if (scale < -3 || scale >= 5) return plain;
  const decimals = Math.max(0, Math.min(6, 1 - decade(half)));
  const show = (x: number): string => minus(x.toFixed(decimals)).replace(/^−(0(?:\.0+)?)$/, "$1");
  return `${show(estimate)} [${show(low)}, ${show(high)}]`;
}
