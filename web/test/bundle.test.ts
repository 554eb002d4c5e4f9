import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { builtPage } from "./support/built-page.ts";

const kB = 1000;

describe("the built page", () => {
  let built: ReturnType<typeof builtPage>;
  beforeAll(() => {
    built = builtPage([]);
  });
  afterAll(() => built?.remove());

  const gzipped = (name: string) => gzipSync(readFileSync(join(built.folder, name)), { level: 9 }).length;
  const assets = () => readdirSync(join(built.folder, "assets")).map((name) => `assets/${name}`);
  const html = () => readFileSync(join(built.folder, "index.html"), "utf8");

  it("starts with at most 250 kB of script, packed; formulas and the sphere come later", () => {
    const first = [...html().matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.js)"/g)].map((match) => match[1] as string);
    expect(first.length).toBeGreaterThan(0);
    const worker = assets().filter((name) => /worker-[^/]*\.js$/.test(name));
    expect(worker).toHaveLength(1);
    expect([...first, ...worker].reduce((sum, name) => sum + gzipped(name), 0)).toBeLessThan(250 * kB);
    const initial = first.map((name) => readFileSync(join(built.folder, name), "utf8")).join("");
    expect(initial.includes("WebGLRenderer")).toBe(false);
    expect(initial.includes("katex-html")).toBe(false);
    expect(assets().some((name) => /sphere-[^/]*\.js$/.test(name))).toBe(true);
    expect(assets().some((name) => /katex-[^/]*\.js$/.test(name))).toBe(true);
  });

  it("needs nothing from elsewhere and no root of its host", () => {
    expect(
      [...html().matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]).filter((address) => !/^(\.\/|data:)/.test(address ?? "")),
    ).toEqual([]);
    for (const name of assets().filter((asset) => asset.endsWith(".css"))) {
      expect(readFileSync(join(built.folder, name), "utf8")).not.toMatch(/url\((?!data:)["']?(https?:|\/)/);
    }
    expect(assets().filter((name) => /\.(ttf|woff)$/.test(name))).toEqual([]);
  });

  it("says which studies it has", () => {
    expect(JSON.parse(readFileSync(join(built.folder, "built.json"), "utf8"))).toMatchObject({
      studies: expect.arrayContaining(["zhou2021local"]),
    });
  });

  it("holds no path of the machine that built it", () => {
    for (const name of [...assets().filter((asset) => /\.(js|css)$/.test(asset)), "index.html", "built.json"]) {
      expect(readFileSync(join(built.folder, name), "utf8").includes(process.cwd()), name).toBe(false);
    }
  });
});
