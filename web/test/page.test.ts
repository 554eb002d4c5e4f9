import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { runIdentity } from "@overparam/lab";
import { resolveConfig } from "@overparam/core";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import tiny from "./fixtures/tiny/index.ts";
import { builtPage, fixtures } from "./support/built-page.ts";
import { launch, noChromium } from "./support/chromium.ts";
import { staticServer } from "./support/static-server.ts";
import { toFragment } from "../src/link/link.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(noChromium !== undefined)(`the page${noChromium === undefined ? "" : ` (skipped: ${noChromium})`}`, () => {
  let browser: Browser;
  let server: Awaited<ReturnType<typeof staticServer>>;
  let built: ReturnType<typeof builtPage>;
  let page: Page;
  const faults: string[] = [];

  beforeAll(async () => {
    built = builtPage([fixtures]);
    server = await staticServer(built.folder);
    browser = await launch();
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

  async function open(fragment = "", options: Parameters<Browser["newPage"]>[0] = {}): Promise<Page> {
    page = await browser.newPage({ viewport: { width: 1440, height: 900 }, ...options });
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("requestfailed", (request) => faults.push(`${request.url()} ${request.failure()?.errorText}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(server.url) && !/^(data|blob):/.test(request.url())) faults.push(`a request to ${request.url()}`);
    });
    await page.goto(server.url + (fragment === "" ? "" : `#${fragment}`));
    await ready();
    return page;
  }

  /** The run is set up and stands still. */
  async function ready(): Promise<void> {
    await page.getByRole("button", { name: "Step", exact: true }).waitFor();
    await page.waitForFunction(
      () =>
        document.querySelector<HTMLElement>("#loss [role=img]") !== null &&
        !document.querySelector<HTMLButtonElement>(".bar button:nth-child(3)")?.matches(":disabled"),
    );
  }

  const tinyLink = (config: Record<string, unknown> = {}, iteration = 0, seed = 1) =>
    toFragment({ study: "tiny", config, seed, iteration });
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const now = async () => {
    const text = (await page.locator(".scrub .now").innerText()).replaceAll(/[\u202f\u00a0]/g, "");
    return { iteration: Number(/iteration (\d+)/.exec(text)?.[1]), text };
  };
  /** The recorded losses, as the data table shows them. */
  const losses = async () => {
    const figure = page.locator("#loss");
    const toggle = figure.getByRole("button", { name: /^(hide )?data/ });
    if ((await toggle.getAttribute("aria-expanded")) === "false") await toggle.click();
    return figure
      .locator("tbody tr")
      .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")));
  };
  const value = (text: string) =>
    Number(
      text
        .replace(
          /(\S+)\u00a0·\u00a010(\S+)/,
          (_, mantissa: string, power: string) =>
            `${mantissa}e${[...power].map((c) => (c === "⁻" ? "-" : "⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(c))).join("")}`,
        )
        .replace(/^10(\S+)$/, "1e0")
        .replace("−", "-"),
    );

  it("runs: the loss falls, pauses at once, rewinds, and comes back from its link in the same state", async () => {
    await open(tinyLink({ steps: 1_000_000 }));
    await page.selectOption("#pace", "0");
    await button("▶ Run").click();
    await page.waitForFunction(() => /iteration [1-9]/.test(document.querySelector(".scrub .now")?.textContent ?? ""));
    await button("❚❚ Pause").click();
    await page.waitForFunction(() => (document.querySelector(".bar button:nth-child(2)") as HTMLButtonElement).disabled);
    const paused = await now();
    expect(paused.iteration).toBeGreaterThan(0);
    await page.waitForTimeout(150);
    expect(await now()).toEqual(paused);
    const rows = await losses();
    const numbers = rows.map((row) => value(row[2] ?? ""));
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.at(-1)).toBeLessThan((numbers[0] ?? 0) / 5);
    const caption = await page.locator("#loss figcaption").innerText();
    const address = page.url();

    await button("⟲ Rewind").click();
    await page.waitForFunction(() => /iteration 0(\D|$)/.test(document.querySelector(".scrub .now")?.textContent ?? ""));

    await page.goto("about:blank");
    await page.goto(address);
    await ready();
    await page.waitForFunction((want) => document.querySelector("#loss figcaption")?.textContent === want, caption);
    expect(await now()).toEqual(paused);
    expect(await losses()).toEqual(rows);
  });

  it("takes single steps and goes back to any record", async () => {
    await open(tinyLink());
    for (const want of [1, 2, 3]) {
      await button("Step").click();
      await page.waitForFunction((n) => document.querySelector(".scrub .now")?.textContent?.includes(`iteration ${n}`), want);
    }
    await page.locator("#scrubber").fill("1");
    await page.waitForFunction(() => document.querySelector(".scrub .now")?.textContent?.includes("iteration 1"));
    expect(await page.locator(".scrub output").innerText()).toMatch(/^2 of 4/);
  });

  it("names a run as every other host does, and says it in other words", async () => {
    await open(tinyLink({ students: 9 }, 0, 3));
    const config = resolveConfig(tiny, { students: 9 });
    const { id } = runIdentity({ study: tiny, config, seed: 3, backend: "wasm" });
    expect(await page.locator(".settings").innerText()).toContain(`id ${id.slice(0, 4)}…${id.slice(-2)}`);
    const pre = page.locator("#elsewhere-text pre");
    expect(await pre.innerText()).toContain("overparam run tiny \\\n  --set students=9 \\\n  --seed 3 \\\n  --backend wasm");
    await page.getByRole("tab", { name: "YAML" }).click();
    expect(await pre.innerText()).toContain("students: 9");
    await page.getByRole("tab", { name: "TypeScript" }).click();
    expect(await pre.innerText()).toContain('"students": 9');
  });

  it("makes a new run of every change, and refuses what the schema refuses with one sentence", async () => {
    await open(tinyLink());
    const id = () => page.locator(".settings .mono.soft").innerText();
    const before = await id();
    const students = page.locator("#setting-students");
    await students.fill("7");
    await students.press("Enter");
    await page.waitForFunction((old) => document.querySelector<HTMLElement>(".settings .mono.soft")?.innerText !== old, before);
    // The id follows the settings by one answer of the worker; it has settled when it stands.
    await page.waitForTimeout(1000);
    const changed = await id();
    await students.fill("4000");
    await students.press("Enter");
    const alert = page.locator(".settings [role=alert]");
    await alert.waitFor();
    expect(await alert.innerText()).toMatch(/^tiny: students: must be at most 40[^\n]*\.$/);
    expect(await students.getAttribute("aria-invalid")).toBe("true");
    expect(await id()).toBe(changed);
    await students.fill("6");
    await students.press("Enter");
    await alert.waitFor({ state: "detached" });
  });

  it("verifies: every claim gets its verdict and its counter-run is violated", async () => {
    await open(tinyLink());
    await button("Verify").click();
    await page.locator(".claims .counts", { hasText: "1 holds" }).waitFor();
    const claim = page.getByRole("article", { name: "Claim 1" });
    expect(await claim.innerText()).toMatch(/holds[\s\S]*measured[\s\S]*asked[\s\S]*counter-run[\s\S]*violated, as it must be/);
    expect(await claim.locator("math").count()).toBeGreaterThan(0);
  });

  it("verifies the first paper at smoke scale: a verdict for every claim", async () => {
    await open(toFragment({ study: "zhou2021local", config: {}, seed: 1, iteration: 0 }));
    const claims = await page.locator(".claim").count();
    expect(claims).toBeGreaterThanOrEqual(14);
    await button("Verify").click();
    await page.locator(".verify", { hasText: /runs in/ }).waitFor({ timeout: 90_000 });
    expect(await page.locator(".claim .chip", { hasText: "not judged" }).count()).toBe(0);
    expect(await page.locator(".claim .chip", { hasText: "violated" }).count()).toBe(0);
    expect(await page.locator(".claim .chip", { hasText: "holds" }).count()).toBeGreaterThan(5);
  });

  it("stops a verification at once", async () => {
    await open(toFragment({ study: "zhou2021local", config: {}, seed: 1, iteration: 0 }));
    await button("Verify").click();
    await page.locator(".verify", { hasText: /[1-9]\d* of \d+ runs/ }).waitFor({ timeout: 60_000 });
    const started = Date.now();
    await button("Stop").click();
    await button("Verify").waitFor();
    expect(Date.now() - started).toBeLessThan(2000);
    await page.locator("[aria-live=polite]", { hasText: "The verification was stopped." }).waitFor({ state: "attached" });
    expect(await page.locator(".verify").innerText()).not.toMatch(/runs in/);
  });

  it.each([
    ["cut off", tinyLink({ students: 9 }).slice(0, -12), /^The link could not be read/],
    [
      "of a study that is not there",
      toFragment({ study: "nowhere", config: {}, seed: 1, iteration: 0 }),
      /^The link names the study "nowhere"/,
    ],
    ["with a setting that is not there", tinyLink({ studens: 9 }), /^The link could not be restored.*did you mean students/i],
  ])("tells in one sentence of a link %s", async (_, fragment, sentence) => {
    await open(fragment);
    const alert = page.locator(".stage [role=alert]");
    await alert.waitFor();
    expect((await alert.locator("p").innerText()).trim()).toMatch(sentence);
    await button("Step").click();
    await page.waitForFunction(() => document.querySelector(".scrub .now")?.textContent?.includes("iteration 1"));
  });

  it("draws neurons on the circle and, fetched only then, on the sphere", async () => {
    await open(tinyLink());
    await button("Step").click();
    expect(await page.locator("figure", { hasText: "Neurons on the circle" }).locator("circle.neuron").count()).toBe(6);
    expect(await page.locator("canvas").count()).toBe(0);
    await page.getByRole("button", { name: /On the sphere/ }).click();
    const sphere = page.getByRole("img", { name: /Arrow keys turn the sphere/ });
    await sphere.waitFor();
    await page.waitForTimeout(300);
    const before = await sphere.screenshot();
    await sphere.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    await page.waitForTimeout(300);
    expect((await sphere.screenshot()).equals(before)).toBe(false);
  });

  it("works by keyboard alone", async () => {
    await open(tinyLink({ steps: 1_000_000 }));
    /** Tabs until the focused element answers to the name; every stop must be visible and show its focus. */
    const tabTo = async (name: RegExp) => {
      for (let i = 0; i < 120; i++) {
        await page.keyboard.press("Tab");
        const focused = await page.evaluate(() => {
          const element = document.activeElement as HTMLElement;
          const box = element.getBoundingClientRect();
          const label =
            element.getAttribute("aria-label") ?? (element as HTMLInputElement).labels?.[0]?.textContent ?? element.textContent ?? "";
          return { label, shown: box.width > 0 && box.height > 0, outline: getComputedStyle(element).outlineStyle };
        });
        expect(focused.shown, focused.label).toBe(true);
        expect(focused.outline, focused.label).not.toBe("none");
        if (name.test(focused.label)) return;
      }
      throw new Error(`no element answers to ${name}`);
    };
    await tabTo(/^Skip to the run$/);
    await page.keyboard.press("Enter");
    await tabTo(/Run$/);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /iteration [1-9]/.test(document.querySelector(".scrub .now")?.textContent ?? ""));
    await tabTo(/Pause$/);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => (document.querySelector(".bar button:nth-child(2)") as HTMLButtonElement).disabled);
    await tabTo(/Recorded moment/);
    await page.keyboard.press("Home");
    await page.waitForFunction(() => /iteration 0(\D|$)/.test(document.querySelector(".scrub .now")?.textContent ?? ""));
    await tabTo(/^Verify$/);
    await page.keyboard.press("Enter");
    await page.locator(".claims .counts", { hasText: "holds" }).waitFor();
    await page.locator("body").click({ position: { x: 2, y: 2 } });
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await tabTo(/^students, slider/);
    const students = () => page.locator("#setting-students").inputValue();
    const before = await students();
    await page.keyboard.press("ArrowRight");
    await page.waitForFunction((old) => (document.querySelector("#setting-students") as HTMLInputElement).value !== old, before);
    expect(Number(await students())).toBe(Number(before) + 1);
  });

  it("says what happens to those who cannot see it", async () => {
    await open(tinyLink());
    await page.selectOption("#pace", "0");
    await button("▶ Run").click();
    await page.locator("[aria-live=polite]", { hasText: /^The run is over at iteration/ }).waitFor({ state: "attached" });
    expect(await page.locator("#loss [role=img]").getAttribute("aria-label")).toMatch(
      /Fitted slope −\d.*\[.*\].*Claim 1 asks for at most −1/,
    );
  });

  it.each([
    ["tiny", "light", 1440, 900],
    ["tiny", "dark", 1440, 900],
    ["tiny", "light", 390, 844],
    ["tiny", "dark", 390, 844],
    ["zhou2021local", "light", 1440, 900],
    ["zhou2021local", "dark", 390, 844],
  ] as const)("has no accessibility violation that axe finds (%s, %s, %i × %i)", async (study, colorScheme, width, height) => {
    await open(toFragment({ study, config: study === "tiny" ? {} : { dimension: 3 }, seed: 1, iteration: 0 }), {
      colorScheme,
      viewport: { width, height },
    });
    await page.selectOption("#pace", "0");
    await button("▶ Run").click();
    await page.locator("[aria-live=polite]", { hasText: /^The run is over/ }).waitFor({ state: "attached" });
    await button("Verify").click();
    await page.locator(".verify", { hasText: /runs in/ }).waitFor({ timeout: 60_000 });
    await losses();
    await page.getByRole("button", { name: "what they mean" }).click();
    await page.locator("details").evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true;
    });
    await page.addScriptTag({ content: axe });
    const violations = await page.evaluate(async () => {
      const { axe } = globalThis as unknown as {
        readonly axe: {
          run(): Promise<{ readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] }>;
        };
      };
      const found = await axe.run();
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
    });
    expect(violations).toEqual([]);
  });

  it("fits a phone: nothing is wider than the screen; figure, verdicts, settings in this order", async () => {
    await open(tinyLink(), { viewport: { width: 390, height: 844 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    const top = async (selector: string) => (await page.locator(selector).first().boundingBox())?.y ?? Number.NaN;
    const order = [await top("#loss"), await top(".claims"), await top(".settings")];
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it("opens on the study that the guides begin with, whatever comes first by name", async () => {
    await open();
    expect(await page.locator("#paper").inputValue()).toBe("zhou2021local");
  });

  it("holds the studies of given folders beside those built in", async () => {
    await open();
    const names = await page.locator("#paper option").allInnerTexts();
    expect(names).toContain("zhou2021local");
    expect(names).toContain("tiny");
    await page.selectOption("#paper", "tiny");
    await page.getByRole("heading", { level: 1, name: "A tiny problem" }).waitFor();
  });
});
