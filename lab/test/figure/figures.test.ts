import { Resvg } from "@resvg/resvg-js";
import { describe, expect, it } from "vitest";
import { renderPng } from "../../src/node/figure/render-png.ts";
import { renderSvg } from "../../src/node/figure/render-svg.ts";
import { linearFigure, lossFigure, sampleFigures } from "./sample-figures.ts";

/** One decimal is a tenth of a pixel: what remains is what can be seen. */
const rounded = (svg: string): string =>
  svg.replaceAll(/-?\d+\.\d+(e-?\d+)?/g, (number) => String(Math.round(Number(number) * 10) / 10 + 0)).replaceAll("><", ">\n<");

describe.each(sampleFigures.map((figure) => [figure.id, figure] as const))("figure %s", (id, figure) => {
  it("looks as it did (numbers to a tenth of a pixel)", async () => {
    await expect(rounded(await renderSvg(figure))).toMatchFileSnapshot(`__snapshots__/${id}.svg`);
  });
  it("is the same bytes again, whatever was drawn before", async () => {
    const [svg, png] = [await renderSvg(figure), await renderPng(figure, 400)];
    await renderSvg(lossFigure);
    expect(await renderSvg(figure)).toBe(svg);
    expect(Buffer.compare(await renderPng(figure, 400), png)).toBe(0);
  });
  it("says title, caption and runs, and carries the full ids", async () => {
    const svg = await renderSvg(figure);
    expect(svg).toContain(figure.title);
    if (figure.sweep !== undefined)
      expect(svg).toMatch(new RegExp(`&quot;sweep&quot;:&quot;${figure.sweep.id}&[^]*>sweep ${figure.sweep.id.slice(0, 12)}, 120 runs<`));
    else expect(svg).toMatch(figure.runs.length > 6 ? new RegExp(`>${figure.runs.length} runs: `) : />runs? [0-9a-f]{12}/);
    for (const run of figure.runs) expect(svg).toContain(run);
    expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  });
});

describe("lines", () => {
  it("labels every series once, with a halo of paper beneath", async () => {
    const svg = await renderSvg(lossFigure);
    if (lossFigure.kind !== "lines") throw new Error("lines are wanted");
    for (const { label } of lossFigure.series) expect(svg.split(`>${label}<`)).toHaveLength(3);
  });
  it("draws measured lines solid and predicted ones dashed", async () => {
    const strokes = (await renderSvg(lossFigure)).match(/<path[^>]* stroke="#[0-9a-f]{6}"[^>]*>/g) ?? [];
    const dashed = strokes.filter((path) => path.includes("stroke-dasharray"));
    expect(dashed.map((path) => / stroke="(#[0-9a-f]{6})"/.exec(path)?.[1])).toEqual(["#c8661b"]);
    expect(strokes.filter((path) => !path.includes("stroke-dasharray") && path.includes("#c8661b"))).toEqual([]);
  });
  it("leaves out what a logarithmic axis cannot show, and stands without any point", async () => {
    const holes = { ...lossFigure, series: [{ label: "holes", role: "measured" as const, x: [1, 2, 3, 4], y: [1, 0, Number.NaN, 2] }] };
    const nothing = { ...lossFigure, series: [{ label: "nothing", role: "measured" as const, x: [0], y: [-1] }] };
    expect(await renderSvg(holes as typeof lossFigure)).toContain(">holes<");
    expect(await renderSvg(nothing as typeof lossFigure)).not.toContain(">nothing<");
  });
});

describe("renderPng", () => {
  it("draws its text without any system font", async () => {
    const svg = await renderSvg(linearFigure);
    const image = await renderPng(linearFigure, 800);
    expect(image.subarray(1, 4)).toEqual(Uint8Array.of(0x50, 0x4e, 0x47));
    // The same drawing without a font has no letters at all: the file must be clearly richer than that.
    expect(image.length).toBeGreaterThan(new Resvg(svg, { font: { loadSystemFonts: false } }).render().asPng().length + 8000);
  });
  it("refuses a width that is none", async () => {
    await expect(renderPng(linearFigure, 0)).rejects.toThrow("the width must be a whole number of pixels from 100 to 10000; got 0");
  });
});
