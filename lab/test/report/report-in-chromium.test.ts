import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Elementary } from "@overparam/core";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { htmlReport } from "../../src/node/report/html-report.ts";
import { temporary } from "../support/temporary.ts";
import { sampleStudy, sampleVerification } from "./sample-study.ts";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
// In CI a missing browser is a failure, never a skip.
const present = existsSync(executablePath) || process.env.CI === "true";
const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

describe.skipIf(!present)("the report, opened from disk in Chromium", () => {
  let browser: Browser;
  let html = "";
  beforeAll(async () => {
    html = await htmlReport(sampleStudy, sampleVerification, {} as Elementary);
    browser = await chromium.launch({ executablePath, args: quiet });
  });
  afterAll(() => browser.close());

  it.each([
    ["wide, light", 1280, "light"],
    ["wide, dark", 1280, "dark"],
    ["on a phone, light", 390, "light"],
    ["on a phone, dark", 390, "dark"],
  ] as const)("is accessible, quiet and inside the window (%s)", async (_, width, colorScheme) => {
    const path = join(temporary(), "report.html");
    writeFileSync(path, html);
    const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
    try {
      const page = await context.newPage();
      const trouble: string[] = [];
      page.on("console", (message) => trouble.push(message.text()));
      page.on("request", (request) => request.url().startsWith("file:") || trouble.push(`asked for ${request.url()}`));
      await page.goto(pathToFileURL(path).href);
      expect(trouble).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")).toBe(true);
      expect(await page.evaluate("document.querySelectorAll('math').length")).toBeGreaterThanOrEqual(5);
      for (const summary of await page.locator("summary").all()) await summary.click();
      // Through the debugger: the page itself forbids scripts.
      await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
      const { violations } = (await page.evaluate("axe.run()")) as {
        violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
      };
      expect(
        violations.map(
          ({ id, nodes }) =>
            `${id}: ${nodes
              .map((node) => `${node.html.slice(0, 120)} ${node.failureSummary}`)
              .join(" | ")
              .slice(0, 600)}`,
        ),
      ).toEqual([]);
    } finally {
      await context.close();
    }
  });
});
