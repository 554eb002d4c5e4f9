import type { Figure } from "@overparam/core";

/** A figure with the room it gets on the page. */
export interface Arranged {
  readonly figure: Figure;
  readonly size: "whole" | "half";
}

/** The first figure, planes, maps and a curve without a neighbour get the page's width; other curves stand in pairs. */
export function arrange(figures: readonly Figure[]): readonly Arranged[] {
  const out: Arranged[] = [];
  for (let i = 0; i < figures.length; i++) {
    const figure = figures[i] as Figure;
    const next = figures[i + 1];
    if (i > 0 && figure.kind === "lines" && next?.kind === "lines") {
      out.push({ figure, size: "half" }, { figure: next, size: "half" });
      i++;
    } else out.push({ figure, size: "whole" });
  }
  return out;
}
