import { dejavuWidths } from "./dejavu-widths.ts";

const byCharacter = new Map(
  Object.entries(dejavuWidths).flatMap(([width, characters]) => [...characters].map((c) => [c, Number(width)] as const)),
);

/** Width of a line of DejaVu Sans in pixels, without kerning: hosts without a font engine lay out text with it. Unknown characters count 0.65 em. */
export function textWidth(text: string, size: number): number {
  let units = 0;
  for (const character of text) units += byCharacter.get(character) ?? 1331;
  return (units * size) / 2048;
}
