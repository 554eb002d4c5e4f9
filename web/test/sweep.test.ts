import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { builtPage, fixtures } from "./support/built-page.ts";
import { launch, noChromium } from "./support/chromium.ts";
import { staticServer } from "./support/static-server.ts";
import { tinySweep } from "./support/tiny-sweep.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(noChromium !== undefined)(`a sweep in the page${noChromium === undefined ? "" : ` (skipped: ${noChromium})`}`, () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof staticServer>>;
  let built: ReturnType<typeof builtPage>;
  let page: Page;
  let made: Awaited<ReturnType<typeof tinySweep>>;
  const faults: string[] = [];

  beforeAll(async () => {
    built = builtPage([fixtures]);
    server = await staticServer(built.folder);
    browser = await launch();
    made = await tinySweep();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
    built?.remove();
  });
  afterEach(async () => {
    await page?.close();
    expect(faults.splice(0)).toEqual([]);
  });

  async function open(text = made.json, name = "sweep.json"): Promise<void> {
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(server.url);
    await page.getByRole("button", { name: "Step", exact: true }).waitFor();
    await page.getByLabel(/^Open a sweep/).setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text, "utf8") });
  }
  const map = () => page.getByRole("application");
  const readout = () => page.locator(".cell-runs p").first().innerText();
  /** Colour of the middle of a cell, columns from the left, lines from the bottom. */
  const colour = (i: number, j: number) =>
    page.locator(".sweep-map canvas").evaluate(
      (canvas: HTMLCanvasElement, [x, y]) => {
        const at = (n: number, size: number, count: number) => Math.floor(((n + 0.5) * size) / count);
        const { data } = (canvas.getContext("2d") as CanvasRenderingContext2D).getImageData(
          at(x as number, canvas.width, 4),
          canvas.height - 1 - at(y as number, canvas.height, 3),
          1,
          1,
        );
        return [...data];
      },
      [i, j] as const,
    );

  it("is drawn cell by cell, and a cell says its runs to the pointer and to the keys", async () => {
    await open();
    await map().waitFor();
    const of = (students: number, step: number) =>
      made.rows.filter((row) => row.students === students && row.step === step).map((row) => row.value);
    const steps = [...new Set(made.rows.map((row) => row.step))].sort((a, b) => a - b);
    const median = (values: readonly number[]) => ((values[0] as number) + (values[1] as number)) / 2;
    const cells = [2, 4, 8].flatMap((students, j) => steps.map((step, i) => ({ i, j, value: median(of(students, step)) })));
    const [low, high] = [cells.reduce((a, b) => (b.value < a.value ? b : a)), cells.reduce((a, b) => (b.value > a.value ? b : a))];
    // The ends of viridis.
    expect(await colour(low.i, low.j)).toEqual([68, 1, 84, 255]);
    expect(await colour(high.i, high.j)).toEqual([253, 231, 37, 255]);
    const box = await page.locator(".sweep-map canvas").boundingBox();
    if (box === null) throw new Error("no canvas");
    await page.mouse.move(box.x + 0.9 * box.width, box.y + 0.9 * box.height);
    expect(await readout()).toMatch(/^step = 0\.1, students = 2: .*2 runs$/);
    await page.mouse.move(5, 5);
    await map().focus();
    for (const key of ["ArrowRight", "ArrowRight", "ArrowUp", "Home", "Enter"]) await page.keyboard.press(key);
    expect(await readout()).toMatch(/^step = 0\.01, students = 4: .*2 runs$/);
    const { trial, value } = made.rows.find((row) => row.students === 4 && row.step === steps[0]) as (typeof made.rows)[number];
    const first = page.locator(".cell-runs button").first();
    expect(await first.getAttribute("title")).toBe(`run ${trial.slice(0, 12)}`);
    expect(await first.innerText()).toBe(`seed 1: ${Number(value.toPrecision(3))}`);
  });

  it("gives back any run, bit for bit where the backend is the page's", async () => {
    await open();
    await map().focus();
    for (const key of ["ArrowRight", "End", "ArrowUp", "ArrowUp", "Enter"]) await page.keyboard.press(key);
    await page.locator(".cell-runs button").nth(1).click();
    await page.getByText("The same run, bit for bit.").waitFor();
    const [trial] = made.rows.filter(
      (row) => row.students === 8 && row.step === Math.max(...made.rows.map((other) => other.step)) && row.seed === 2,
    );
    await page.getByText(/The run is over/).waitFor({ state: "attached", timeout: 30_000 });
    const losses = page.locator("#loss");
    await losses.getByRole("button", { name: /^data/ }).click();
    const cells = await losses.locator("tbody tr").last().locator("td").allInnerTexts();
    const head = await losses.locator("thead th").allInnerTexts();
    expect(Number(cells[head.findIndex((name) => /loss/i.test(name))])).toBe(
      Number((trial as (typeof made.rows)[number]).value.toPrecision(6)),
    );
    expect(await page.locator(".cell-runs button").nth(1).getAttribute("aria-pressed")).toBe("true");
  });

  it("is looked at in other ways; what cannot be drawn is a sentence, and the picture stays", async () => {
    await open();
    await map().waitFor();
    await page.getByRole("combobox", { name: "across" }).selectOption("students");
    expect(await page.getByRole("combobox", { name: "up" }).inputValue()).toBe("step");
    await page.getByRole("combobox", { name: "value" }).fill("fraction(value <= 1)");
    await page.getByRole("combobox", { name: "value" }).press("Enter");
    await page.getByText(/fraction\(value <= 1\), 2 trials a cell/).waitFor();
    await page.getByRole("combobox", { name: "value" }).fill("median(lost)");
    await page.getByRole("combobox", { name: "value" }).press("Enter");
    expect(await page.locator(".sweep [role=alert]").innerText()).toMatch(/^value: there is no such column; got "lost"/);
    expect(await page.locator(".sweep figcaption").innerText()).toMatch(/fraction\(value <= 1\)/);
    await page.getByRole("button", { name: /^close/ }).click();
    await expect.poll(() => page.locator(".sweep").count()).toBe(0);
  });

  it("that is no sweep is one sentence, and the page stays as it was", async () => {
    for (const [text, name, why] of [
      ["{}", "other.json", "it is another file"],
      [made.json.slice(0, 100), "cut.json", "it is no JSON, or cut off"],
      [made.json.replace('"kind":"sweep table"', '"kind":"sweep"'), "kind.json", "it is another file"],
    ] as const) {
      await open(text, name);
      await page.getByText(`${name}: the file must be a sweep for the page (${why})`).waitFor();
      expect(await page.locator(".sweep").count()).toBe(0);
      await page.close();
    }
  });

  it.each(["light", "dark"] as const)("has no accessibility violation that axe finds (%s)", async (colorScheme) => {
    await open();
    await page.emulateMedia({ colorScheme });
    await map().focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.addScriptTag({ content: axe });
    const found = await page.evaluate(async () => {
      const { axe: tool } = globalThis as unknown as {
        readonly axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      return (await tool.run()).violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
    });
    expect(found).toEqual([]);
  });
});
