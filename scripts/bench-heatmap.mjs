// How long a 200 × 200 heatmap takes to be drawn anew in the page: node scripts/bench-heatmap.mjs [--redraws 25] [--cells 200]
//
// A sweep of that many cells, one trial each, is opened in Chromium, and another value is asked for again and again. A redraw is all from the change of the
// value to the end of the frame in which the cells have their new colours: statistics, colours, and the browser's own painting. Contour lines follow when the
// cells are on the screen; the second number is the time until they are there, too.
import { parseArgs } from "node:util";
import { chromium } from "playwright-core";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "./installed.mjs";

const { values } = parseArgs({ options: { redraws: { type: "string", default: "25" }, cells: { type: "string", default: "200" } } });
const side = Number(values.cells);
const redraws = Number(values.redraws);

/** A value with a boundary and some noise, as sweeps have them. */
const at = (i, j, k) => 1 / (1 + Math.exp((j - i - 20 * k * Math.sin(i / 17)) / 9)) + 0.05 * Math.sin(12.9898 * i + 78.233 * j + k);
const grid = Array.from({ length: side * side }, (_, index) => [index % side, Math.floor(index / side)]);
const axis = (setting) => ({ name: setting, setting, scale: "linear", values: Array.from({ length: side }, (_, k) => k + 1) });
const data = {
  trial: grid.map((_, index) => index.toString(16).padStart(64, "0")),
  cell: grid.map((_, index) => index),
  seed: grid.map(() => 1),
  dimension: grid.map(([i]) => i + 1),
  students: grid.map(([, j]) => j + 1),
  status: grid.map(() => "done"),
  a: grid.map(([i, j]) => at(i, j, 1)),
  b: grid.map(([i, j]) => at(i, j, 2)),
};
const table = {
  schema: 1,
  kind: "sweep table",
  id: "0".repeat(64),
  study: "zhou2021local",
  studyVersion: 1,
  numericsVersion: 1,
  backend: "wasm",
  file: { study: "zhou2021local", title: `${side} × ${side} cells`, config: {}, axes: [], seeds: 1 },
  axes: [axis("dimension"), axis("students")],
  columns: Object.keys(data),
  data: Object.values(data),
};

const server = spawn(process.execPath, [join(root, "cli/bin/overparam.mjs"), "serve", "--port", "0"], {
  stdio: ["ignore", "pipe", "inherit"],
});
const address = await new Promise((resolve) => server.stdout.once("data", (text) => resolve(String(text).trim())));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(address);
  await page.getByRole("button", { name: "Step", exact: true }).waitFor();
  const buffer = Buffer.from(JSON.stringify(table));
  await page.getByLabel(/^Open a sweep/).setInputFiles({ name: "sweep.json", mimeType: "application/json", buffer });
  await page.getByRole("application").waitFor();
  const times = await page.evaluate(async (count) => {
    const field = document.querySelector(".sweep .wide input");
    const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
    const canvas = document.querySelector(".sweep-map canvas");
    const lines = () => document.querySelector(".sweep-map .contour").getAttribute("d");
    /** Of every 50th pixel: two values differ in many of them. */
    const pixels = () => {
      const { data } = canvas.getContext("2d").getImageData(0, Math.floor(canvas.height / 2), canvas.width, 1);
      return data.filter((_, k) => k % 50 === 0).join();
    };
    const cells = [];
    const all = [];
    await frame();
    for (let k = 0; k <= count; k++) {
      const before = pixels();
      field.value = k % 2 === 0 ? "median(b)" : "median(a)";
      const begun = performance.now();
      field.dispatchEvent(new Event("change", { bubbles: true }));
      await frame();
      const painted = performance.now() - begun;
      if (pixels() === before) throw new Error("the cells have not changed within a frame");
      while (lines() === "") await frame();
      if (k > 0) {
        cells.push(painted);
        all.push(performance.now() - begun);
      }
      await frame();
    }
    const sorted = (times) => times.sort((a, b) => a - b);
    return [sorted(cells), sorted(all)];
  }, redraws);
  const says = await page.locator(".sweep figcaption").innerText();
  const [cells, all] = times.map((of) => `median ${of[Math.floor(redraws / 2)].toFixed(0)} ms, slowest ${of.at(-1).toFixed(0)} ms`);
  console.log(`${side} × ${side} cells, ${redraws} redraws: ${cells}; with contour lines ${all} (${says})`);
} finally {
  await browser.close();
  server.kill();
}
