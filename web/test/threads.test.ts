import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadEngine } from "@overparam/kernels/node";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aliases } from "../scripts/studies-plugin.mjs";
import { launch, noChromium } from "./support/chromium.ts";
import { sharedNumbers } from "./support/shared-numbers.ts";
import { staticServer } from "./support/static-server.ts";

/** What makes a page isolated from other origins, so that it may share memory. */
const isolation = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

describe.skipIf(noChromium !== undefined)(`threads in Chromium${noChromium === undefined ? "" : ` (skipped: ${noChromium})`}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "overparam-threads-"));
  let browser: Browser;
  let wanted: ReturnType<typeof sharedNumbers>;

  beforeAll(async () => {
    await build({
      configFile: false,
      root: fileURLToPath(new URL("support/threads", import.meta.url)),
      base: "./",
      logLevel: "warn",
      resolve: { alias: aliases },
      worker: { format: "es" },
      build: { outDir: folder, emptyOutDir: true, target: "es2023", rolldownOptions: { checks: { pluginTimings: false } } },
    });
    browser = await launch();
    const engine = await loadEngine({ backend: "wasm" });
    wanted = sharedNumbers(engine);
    engine.close();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** What the page computed when served with these headers. */
  const served = async (headers: Readonly<Record<string, string>>) => {
    const server = await staticServer(folder, headers);
    try {
      const page = await browser.newPage();
      await page.goto(server.url);
      await page.waitForFunction(() => "shared" in globalThis, undefined, { timeout: 60_000 });
      return await page.evaluate(
        () => (globalThis as unknown as { shared: typeof wanted & { isolated?: boolean; fault?: string } }).shared,
      );
    } finally {
      await server.close();
    }
  };

  it("share steps, products and tangent kernels on an isolated page, and change no bit", async () => {
    const found = await served(isolation);
    expect(found.fault).toBeUndefined();
    expect(found.isolated).toBe(true);
    expect(found.threads).toBe(Math.min(2, availableParallelism()));
    expect(found.numbers).toEqual(wanted.numbers);
  });

  it("are one on a page that is not isolated, which computes the same bits without shared memory", async () => {
    const found = await served({});
    expect(found.fault).toBeUndefined();
    expect(found.isolated).toBe(false);
    expect(found.threads).toBe(1);
    expect(found.numbers).toEqual(wanted.numbers);
  });
});
