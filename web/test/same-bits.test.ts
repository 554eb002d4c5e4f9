import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Study } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { discoverStudies } from "@overparam/lab/node";
import type { Browser } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aliases, studiesPlugin } from "../scripts/studies-plugin.mjs";
import { fixtures } from "./support/built-page.ts";
import { launch, noChromium } from "./support/chromium.ts";
import { numbers } from "./support/numbers.ts";
import { staticServer } from "./support/static-server.ts";

type Numbers = Awaited<ReturnType<typeof numbers>>;

describe.skipIf(noChromium !== undefined)(
  `Chromium and Node on WebAssembly${noChromium === undefined ? "" : ` (skipped: ${noChromium})`}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), "overparam-bits-"));
    let browser: Browser;
    let server: Awaited<ReturnType<typeof staticServer>>;
    let there: Numbers;
    let here: Numbers;
    let found: readonly Study[];

    beforeAll(async () => {
      await build({
        configFile: false,
        root: fileURLToPath(new URL("support/same-bits", import.meta.url)),
        base: "./",
        logLevel: "warn",
        resolve: { alias: aliases },
        plugins: [studiesPlugin([fixtures])],
        build: { outDir: folder, emptyOutDir: true, target: "es2023", rolldownOptions: { checks: { pluginTimings: false } } },
      });
      server = await staticServer(folder);
      browser = await launch();
      found = (await discoverStudies({ dirs: [fixtures] })).map(({ study }) => study);
      here = await numbers(await loadEngine({ backend: "wasm" }), found);
      const page = await browser.newPage();
      const faults: string[] = [];
      page.on("pageerror", (error) => faults.push(error.message));
      await page.goto(server.url);
      await page
        .waitForFunction(() => "numbers" in globalThis, undefined, { timeout: 60_000 })
        .catch((error: Error) => {
          throw new Error(faults[0] ?? error.message);
        });
      there = await page.evaluate(() => (globalThis as unknown as { readonly numbers: Numbers }).numbers);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it("have the same studies", () => {
      expect(found.map(({ id }) => id)).toEqual(expect.arrayContaining(["zhou2021local", "tiny"]));
      expect(Object.keys(there)).toEqual(Object.keys(here));
    });

    it.each(["samplers", "elementary", "fits"])("give the same %s, byte for byte", (name) => {
      expect(here[name]?.length).toBeGreaterThan(100);
      expect(there[name] === here[name]).toBe(true);
    });

    it.each(["ids", "metrics", "verdicts", "figures", "all"])("give the same %s of every study, byte for byte", (name) => {
      for (const { id } of found) {
        const key = `${id} ${name}`;
        expect(here[key]?.length, key).toBeGreaterThan(1);
        expect(there[key] === here[key], key).toBe(true);
      }
    });

    it("compare numbers that a change of one bit changes", async () => {
      const engine = await loadEngine({ backend: "wasm" });
      const nudged = { ...engine, math: { ...engine.math, log: (x: number) => engine.math.log(x) * (1 + 2 ** -52) } };
      const other = await numbers(nudged, []);
      expect(other["fits"]).not.toBe(here["fits"]);
    });
  },
);
