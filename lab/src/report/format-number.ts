import { superscript } from "./superscript.ts";

/** How a number is written. */
export interface NumberStyle {
  /** Significant digits; 3 unless said otherwise. */
  readonly digits?: number;
  /** 2.1e-9 in place of 2.1·10⁻⁹: for a terminal, where a reader copies it. */
  readonly plain?: boolean;
}

/**
 * A number as people read it: three significant digits, a true minus sign, 2.1·10⁻⁹ outside 0.001…99999.
 */
export function formatNumber(value: number | null | undefined, { digits = 3, plain = false }: NumberStyle = {}): string {
  if (value === null || value === undefined) return "–";
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const minus = value < 0 ? "−" : "";
  const [mantissa = "0", power = "0"] = Math.abs(value)
    .toExponential(digits - 1)
    .split("e");
  const exponent = Number(power);
  const body =
    value !== 0 && (exponent < -3 || exponent > 4)
      ? `${trimmed(mantissa)}${plain ? `e${exponent}` : `·10${superscript(exponent)}`}`
      : trimmed(exponent >= digits ? Math.abs(value).toFixed(0) : Math.abs(value).toFixed(Math.max(0, digits - 1 - exponent)));
  return minus + body;
}

/** `[low, high]` in the same style; an infinite end is written ∞. */
export function formatInterval(interval: readonly [number, number], style: NumberStyle = {}): string {
  return `[${formatNumber(interval[0], style)}, ${formatNumber(interval[1], style)}]`;
}

/**
 * An estimate with its interval, to the digits that the interval's half width allows: −2.60 [−2.68, −2.52].
 *
 * Two digits of the half width where it begins with less than 3.55, else one; an interval narrower than 10⁻⁴ is written as ± its half width.
 *
 * @source rounding rule of the Particle Data Group
 */
export function formatEstimate(estimate: number | null, interval: readonly [number, number] | null, style: NumberStyle = {}): string {
  if (estimate === null || interval === null) return formatNumber(estimate, style);
  const [low, high] = interval;
  const half = (high - low) / 2;
  if (!(Number.isFinite(half) && half > 0 && Number.isFinite(estimate)))
    return `${formatNumber(estimate, style)} ${formatInterval(interval, style)}`;
  const digits = Number(half.toExponential(2).split("e")[0]) < 3.55 ? 2 : 1;
  const decimals = Math.max(0, digits - 1 - decade(half));
  if (decimals > 4) {
    const known = Math.min(9, Math.max(3, decimals + 1 + decade(estimate === 0 ? half : estimate)));
    return `${formatNumber(estimate, { ...style, digits: known })} ± ${formatNumber(Math.max(high - estimate, estimate - low), { ...style, digits: 1 })}`;
  }
  if (decade(Math.max(Math.abs(estimate), Math.abs(low), Math.abs(high))) > 4)
    return `${formatNumber(estimate, style)} ${formatInterval(interval, style)}`;
  const show = (value: number): string =>
    value
      .toFixed(decimals)
      .replace(/^-(0(\.0+)?)$/, "$1")
      .replace("-", "−");
  return `${show(estimate)} [${show(low)}, ${show(high)}]`;
}

/** The power of ten of a number's first digit, read off its decimal form. */
function decade(value: number): number {
  return Number(value.toExponential().split("e")[1]);
}

function trimmed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
