const raised: Readonly<Record<string, string>> = {
  "-": "⁻",
  "0": "⁰",
  "1": "¹",
  "2": "²",
  "3": "³",
  "4": "⁴",
  "5": "⁵",
  "6": "⁶",
  "7": "⁷",
  "8": "⁸",
  "9": "⁹",
};

/** A whole number in raised digits: −12 → ⁻¹². */
export function superscript(exponent: number): string {
  return [...String(exponent)].map((character) => raised[character] ?? character).join("");
}
