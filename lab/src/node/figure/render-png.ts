import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { misuse, type Figure } from "@overparam/core";
import { renderSvg } from "./render-svg.ts";

/**
 * A figure as a PNG file, drawn without a browser and with DejaVu Sans only: the same bytes on every machine.
 *
 * @param width in pixels, 100 to 10000
 */
export async function renderPng(figure: Figure, width = 1600): Promise<Uint8Array> {
  if (!(Number.isInteger(width) && width >= 100 && width <= 10_000)) {
    throw misuse("renderPng", "the width must be a whole number of pixels from 100 to 10000", width, "try 1600");
  }
  const { Resvg } = await import("@resvg/resvg-js");
  const svg = await renderSvg(figure);
  // With no font found resvg draws no text and says nothing: fonts are named, system fonts never used.
  const fonts = { loadSystemFonts: false, fontFiles: fontFiles(), defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" };
  return new Uint8Array(new Resvg(svg, { font: fonts, fitTo: { mode: "width", value: width } }).render().asPng());
}

function fontFiles(): string[] {
  const folder = join(dirname(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/package.json")), "ttf");
  return ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((name) => join(folder, name));
}
