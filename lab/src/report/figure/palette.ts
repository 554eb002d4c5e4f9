/** Roles of colour on paper; the same hues on the page, in reports and in the terminal. Text variants keep a contrast of 4.5 : 1. */
export const palette = {
  paper: "#fbfaf7",
  ink: "#1d1f21",
  soft: "#5f636a",
  line: "#e3e0d8",
  measured: "#2f5fa8",
  predicted: "#c8661b",
  predictedText: "#a34f10",
} as const;

/** The steps between the lightest and the darkest of several measured series: line, and text that is never lighter than it can be read. */
export const tints = Array.from({ length: 9 }, (_, k) => ({
  line: mix("#6f9bdc", "#14305c", k / 8),
  text: mix("#3f6fbb", "#143060", k / 8),
}));

/** Colour of series `index` of `count`: the role's own colour, or its tints from light to dark. */
export function seriesColour(role: "measured" | "predicted", index: number, count: number): { line: string; text: string } {
  if (role === "predicted") return { line: palette.predicted, text: palette.predictedText };
  if (count === 1) return { line: palette.measured, text: palette.measured };
  return tints[Math.round((8 * index) / (count - 1))] ?? { line: palette.measured, text: palette.measured };
}

function mix(from: string, to: string, at: number): string {
  const channel = (hex: string, k: number): number => Number.parseInt(hex.slice(1 + 2 * k, 3 + 2 * k), 16);
  const part = (k: number): string => {
    const value = channel(from, k) + at * (channel(to, k) - channel(from, k));
    return Math.round(value).toString(16).padStart(2, "0");
  };
  return `#${part(0)}${part(1)}${part(2)}`;
}
