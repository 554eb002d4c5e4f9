/** A number in a sentence: four significant digits, no exponent where none is needed, a true minus sign. */
export function numberText(x: number): string {
  return (Number.isFinite(x) ? String(Number(x.toPrecision(4))) : String(x)).replace(/^-/, "−");
}
