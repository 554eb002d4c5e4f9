import type { Paint } from "./colour.ts";

/** `████░░`: a share in [0, 1] of so many cells. */
export function drawBar(share: number, cells: number, paint: Paint): string {
  const full = Math.max(0, Math.min(cells, Math.round(share * cells)));
  return paint("measured", "█".repeat(full)) + paint("quiet", "░".repeat(cells - full));
}
