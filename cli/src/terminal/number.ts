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
 * An estimate with its interval, to the digits that the interval's half width allows: `−2.60 [−2.68, −2.52]`.
 * Two digits of the half width where it begins with less than 3.55, else one (the rule of the Particle Data Group); more would be noise.
 */
export function withInterval(estimate: number, [low, high]: readonly [number, number]): string {
  const half = (high - low) / 2;
  const plain = `${shortNumber(estimate)} [${shortNumber(low)}, ${shortNumber(high)}]`;
  if (!(Number.isFinite(half) && half > 0 && Number.isFinite(estimate))) return plain;
  const scale = decade(Math.max(Math.abs(estimate), Math.abs(low), Math.abs(high)));
  if (scale < -3 || scale >= 5) return plain;
  const place = decade(half);
  const digits = Number(half.toExponential(2).split("e")[0]) < 3.55 ? 2 : 1;
  const decimals = Math.max(0, digits - 1 - place);
  // An interval this narrow says more as a width than as two numbers that look the same.
  if (decimals > 4) {
    const width = Math.max(high - estimate, estimate - low);
    return `${shortNumber(estimate, Math.min(9, Math.max(3, decimals + 1 + decade(estimate || 1))))} ± ${shortNumber(width, 1)}`;
  }
  const show = (x: number): string => minus(x.toFixed(decimals)).replace(/^−(0(?:\.0+)?)$/, "$1");
  return `${show(estimate)} [${show(low)}, ${show(high)}]`;
}
