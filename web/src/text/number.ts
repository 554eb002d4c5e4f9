const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** An integer in superscript digits: −3 → ⁻³. */
export function superscript(n: number): string {
  return (n < 0 ? "⁻" : "") + [...String(Math.abs(n))].map((digit) => raised[Number(digit)] ?? digit).join("");
}

/** A number for reading: `digits` significant ones, a real minus sign, powers of ten outside 10⁻³ … 10⁵, thin spaces in thousands. */
export function number(x: number | null | undefined, digits = 3): string {
  if (x === null || x === undefined || Number.isNaN(x)) return "–";
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "−∞";
  if (x === 0) return "0";
  const [mantissa = "0", exponent = "0"] = x.toExponential(digits - 1).split("e");
  const power = Number(exponent);
  const sign = x < 0 ? "−" : "";
  if (power < -3 || power > 5) {
    const short = trim(mantissa.replace("-", ""));
    return `${sign}${short === "1" ? "" : `${short}\u00a0·\u00a0`}10${superscript(power)}`;
  }
  return sign + (power >= digits - 1 ? count(Math.abs(Math.round(x))) : trim(Math.abs(x).toFixed(digits - 1 - power)));
}

/** A whole number with thin spaces between thousands. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

/** `2.6 [2.52, 2.68]`, or the number alone. */
export function withInterval(x: number | null, interval: readonly [number, number] | null): string {
  return interval === null ? number(x) : `${number(x)} [${number(interval[0])}, ${number(interval[1])}]`;
}

function trim(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
