import { describe, expect, it } from "vitest";
import { block } from "../../src/network/block.ts";
import { blockView } from "../../src/network/block-view.ts";
import { neurons } from "../../src/network/neurons.ts";
import { twoLayerLayout } from "../../src/network/two-layer-layout.ts";

const network = { activation: "abs", parameterization: "output", students: 2, inputs: 2 } as const;

describe("layout", () => {
  it("names blocks by name and by symbol, and views them in place", () => {
    const layout = twoLayerLayout(network);
    expect(block(layout, "a")).toBe(block(layout, "weights"));
    const theta = Float64Array.of(1, 2, 3, 4, 5, 6);
    const a = blockView(layout, "a", theta);
    expect([...a]).toEqual([5, 6]);
    a[0] = 9;
    expect(theta[4]).toBe(9);
    expect(() => block(layout, "q")).toThrow(/the blocks are directions, weights; got "q"/);
    expect(() => blockView(layout, "a", new Float64Array(5))).toThrow(/6 entries/);
    expect(() => twoLayerLayout({ ...network, students: 0 })).toThrow(/students must be a positive integer; got 0/);
  });
});

describe("neurons", () => {
  it.each([
    ["plain", [3, 4, 0, 0], [1, 1], [5, 0], [3, 4, 0, 0]],
    ["conic", [3, 4, 0, 0], [5, 0], [25, 0], [3, 4, 0, 0]],
    ["squared-entry", [3, -4, 0, 0], [1, 1], [Math.sqrt(81 + 256), 0], [9, -16, 0, 0]],
  ] as const)("reads %s parameters", (parameterization, theta, weights, masses, directions) => {
    const found = neurons({ ...network, parameterization }, Float64Array.from(theta));
    expect([...found.weights]).toEqual(weights);
    expect([...found.masses]).toEqual(masses);
    expect([...found.directions].map((x) => x + 0)).toEqual(directions);
  });

  it("keeps the sign of output weights in the mass", () => {
    expect([...neurons(network, Float64Array.of(3, 4, 0, 1, -2, 1)).masses]).toEqual([-10, 1]);
  });
});
