import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { builtPage } from "./support/built-page.ts";
import { launch, noChromium } from "./support/chromium.ts";
import { staticServer } from "./support/static-server.ts";

const command = fileURLToPath(new URL("../../cli/bin/overparam.mjs", import.meta.url));

describe.skipIf(noChromium !== undefined)(`a study made by new-study${noChromium === undefined ? "" : ` (skipped: ${noChromium})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "overparam-study-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("appears in the page, runs and is verified", async () => {
    execFileSync(process.execPath, [command, "new-study", "fresh2027", "--dir", folder]);
    const built = builtPage([folder]);
    const server = await staticServer(built.folder);
    const browser = await launch();
    try {
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      await page.goto(server.url);
      await page.locator("#paper").waitFor();
      expect(await page.locator("#paper option").allInnerTexts()).toEqual(expect.arrayContaining(["zhou2021local", "fresh2027"]));
      await page.selectOption("#paper", "fresh2027");
      await page.locator(".settings .mono.soft", { hasText: /id [0-9a-f]{4}…/ }).waitFor();
      await page.selectOption("#pace", "0");
      await page.getByRole("button", { name: "▶ Run" }).click();
      await page.locator("[aria-live=polite]", { hasText: /^The run is over/ }).waitFor({ state: "attached" });
      await page.getByRole("button", { name: "Verify", exact: true }).click();
      await page.locator(".claims .counts", { hasText: /hold/ }).waitFor();
      expect(await page.locator(".claim .chip", { hasText: "not judged" }).count()).toBe(0);
      expect(faults).toEqual([]);
    } finally {
      await browser.close();
      await server.close();
      built.remove();
    }
  });
});
