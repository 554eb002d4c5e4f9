import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { fold } from "../../src/random/fold.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { finished } from "../../src/recover/finished.ts";
import { linearPartProbability } from "../../src/recover/linear-test.ts";
import { polish } from "../../src/recover/polish.ts";
import type { Rows } from "../../src/recover/rows.ts";
import type { SignedNetwork } from "../../src/recover/signed-network.ts";
import { fTail } from "../../src/theory/f-tail.ts";

const engine = await loadEngine();
const { math } = engine;
const [n, d] = [400, 4];

/** y = |x_1| + ½ |x_2| + β x_1 + γ x_4 + noise of 0.3, and its fit by two lines and a linear part, polished from the truth. */
function fitted(seed: number, share: number, outside: number) {
  const key = fold(rootKey("linear-test", seed), "draw");
  const x = new Float64Array(n * d);
  const noise = new Float64Array(n);
  normal(math, fold(key, "x"), x);
  normal(math, fold(key, "noise"), noise);
  const y = noise.map((e, i) => {
    const [one, two, , four] = x.subarray(i * d, i * d + d) as unknown as [number, number, number, number];
    return Math.abs(one) + 0.5 * Math.abs(two) + share * one + outside * four + 0.3 * e;
  });
  const rows: Rows = { x, y, inputs: d };
  const start: SignedNetwork = {
    activation: "abs",
    inputs: d,
    signs: Float64Array.of(1, 1),
    neurons: Float64Array.of(1, 0, 0, 0, 0, 0.5, 0, 0),
    linear: Float64Array.of(share, 0, 0, outside),
  };
  return { rows, ...finished(polish(engine, start, rows, { steps: 40, gain: 1e-12, floor: 0 })) };
}

describe("the test of a linear part that is shared out among lines", () => {
  it("without lines is the F test of a linear regression against nothing", () => {
    const { rows } = fitted(1, 0.05, 0.02);
    const none: SignedNetwork = {
      activation: "abs",
      inputs: d,
      signs: new Float64Array(0),
      neurons: new Float64Array(0),
      linear: new Float64Array(d),
    };
    const { network, squares } = finished(polish(engine, none, rows, { steps: 40, gain: 1e-15, floor: 0 }));
    const all = rows.y.reduce((sum, y) => sum + y * y, 0);
    const expected = fTail(math, d, n - d, (all - squares) / d / (squares / (n - d)));
    expect(linearPartProbability(engine, network, squares, rows, [], 0) / expected).toBeCloseTo(1, 8);
  });

  it("rejects a true hypothesis about as often as its level says", () => {
    const draws = 200;
    let low = 0;
    for (let seed = 1; seed <= draws; seed++) {
      const { rows, network, squares } = fitted(seed, 0.4, 0);
      if (linearPartProbability(engine, network, squares, rows, [0.4, 0], 0) < 0.1) low++;
    }
    // Twenty expected with a standard deviation of 4.2; five of them either way.
    expect(Math.abs(low - 0.1 * draws)).toBeLessThan(5 * Math.sqrt(draws * 0.1 * 0.9));
  });

  it("denies a linear part beside the lines that is far smaller than the error of all parameters together", () => {
    const { rows, network, squares } = fitted(1, 0.4, 0.12);
    expect(linearPartProbability(engine, network, squares, rows, [0.4, 0], 0)).toBeLessThan(1e-4);
  });

  it("has nothing to deny where every degree was fitted", () => {
    const { rows, network, squares } = fitted(1, 0.4, 0.12);
    expect(linearPartProbability(engine, network, squares, rows, [0.4, 0], d)).toBe(1);
  });
});
