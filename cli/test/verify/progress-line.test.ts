import type { Study } from "@overparam/core";
import { describe, expect, it } from "vitest";
import { paint } from "../../src/terminal/colour.ts";
import { width } from "../../src/terminal/wrap.ts";
import { progressLine } from "../../src/verify/progress-line.ts";

const study = { lab: { slope: { claim: "theorem-5", exponent: -1 } } } as unknown as Study;
const progress = { done: 48, total: 60, share: 0.8, value: 3.1e-9, slope: -2.6 };
const plain = paint(false);

describe("the progress line", () => {
  it("says runs, loss, fitted slope beside the asked one, and the time left", () => {
    expect(progressLine(study, progress, 16_000, 120, plain)).toBe(
      "  running 60 runs  ████████████████░░░░  48/60  loss 3.1e-9  slope −2.6 (asked ≤ −1)  4 s left",
    );
  });

  it.each(Array.from({ length: 30 }, (_, i) => 30 + 5 * i))("fits %i columns", (columns) => {
    for (const colours of [false, true]) {
      const line = progressLine(study, progress, 16_000, columns, paint(colours));
      expect(width(line)).toBeLessThanOrEqual(columns);
      expect(line).toContain("48/60");
    }
  });

  it("gives up the bar before the slope", () => {
    expect(progressLine(study, progress, 16_000, 80, plain)).toMatch(/slope −2\.6/);
  });

  it("does not guess a time from the first moments, nor an end that is there", () => {
    expect(progressLine(study, { ...progress, share: 0.01 }, 1000, 120, plain)).not.toContain("left");
    expect(progressLine(study, { ...progress, share: 1 }, 1000, 120, plain)).not.toContain("left");
  });
});
