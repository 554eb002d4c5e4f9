import type { Elementary } from "@overparam/core";
import { beforeAll, describe, expect, it } from "vitest";
import { htmlReport } from "../../src/node/report/html-report.ts";
import { sampleStudy, sampleVerification } from "./sample-study.ts";

// The sample study's figures are fixed: it needs no functions.
const math = {} as Elementary;
const made = { overparam: "0.1.0", commit: "c0ffee" };

const matches = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? match[0]);

describe("the report of a verification", () => {
  let html = "";
  beforeAll(async () => {
    html = await htmlReport(sampleStudy, sampleVerification, math, { made });
  });

  it("is the same bytes again", async () => {
    expect(await htmlReport(sampleStudy, sampleVerification, math, { made })).toBe(html);
  });
  it("needs no network and no script", () => {
    expect(html).not.toMatch(/<script|<link|<iframe|@import|\ssrc=|javascript:|\son[a-z]+=/i);
    expect(matches(html, /url\(([^)]*)\)/g).every((target) => target.startsWith("#"))).toBe(true);
    expect(matches(html, /href="([^"]*)"/g).every((target) => target.startsWith("#"))).toBe(true);
    expect(matches(html, /https?:\/\/[^"\s<]+/g).every((address) => address.startsWith("http://www.w3.org/"))).toBe(true);
  });
  it("has a language, landmarks, one first heading, scoped table headers, named pictures, unique ids and links that lead somewhere", () => {
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    for (const element of ["header", "main", "footer", "h1"])
      expect(html.split(`<${element}`).filter((rest) => /^[ >]/.test(rest))).toHaveLength(1);
    expect(matches(html, /<th(?= |>)([^>]*)>/g).every((attributes) => attributes.includes("scope="))).toBe(true);
    const pictures = matches(html, /<svg xmlns[^>]*>/g);
    expect(pictures).toHaveLength(4);
    expect(pictures.every((picture) => /role="img" aria-label="[^"]{10,}"/.test(picture))).toBe(true);
    const ids = matches(html, /\sid="([^"]*)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    expect(
      [...matches(html, /href="#([^"]*)"/g), ...matches(html, /labelledby="([^"]*)"/g), ...matches(html, /url\(#([^)]*)\)/g)].filter(
        (id) => !ids.includes(id),
      ),
    ).toEqual([]);
  });
  it("closes every element", () => {
    const open: string[] = [];
    for (const [, close, name = "", attributes = ""] of html
      .replace(/<!doctype[^>]*>/, "")
      .replace(/<style>[\s\S]*?<\/style>/, "")
      .matchAll(/<(\/?)([a-z][a-z0-9]*)((?:"[^"]*"|[^">])*)>/gi)) {
      if (["meta"].includes(name) || attributes.endsWith("/")) continue;
      if (close === "/") expect(open.pop()).toBe(name);
      else open.push(name);
    }
    expect(open).toEqual([]);
  });
  it("escapes what comes from a study", () => {
    expect(html).toContain("<h1>A Local Theory of &lt;Samples&gt; &amp; Their Convergence</h1>");
    expect(html).not.toContain("<Samples>");
  });
  it("shows every verdict by sign and word, with what was asked, measured, the slack, the reason and the counter-run", () => {
    const row = (id: string): string => matches(html, new RegExp(`<tbody id="claim-${id}">([\\s\\S]*?)</tbody>`, "g"))[0] ?? "";
    expect(row("theorem-5")).toContain("✓ holds");
    expect(row("theorem-5")).toContain("−2.60 [−2.68, −2.52]");
    expect(row("theorem-5")).toContain("slope ≤ −1");
    expect(row("theorem-5")).toContain("✗ violated, as it must be");
    expect(row("lemma-8")).toContain("<dt>added here</dt><dd>the weights q");
    expect(row("lemma-9")).toContain("– not applicable");
    expect(row("lemma-9")).toContain("left out");
    expect(row("lemma-9")).toContain("the loss 0.31 is above τ");
    expect(row("lemma-10")).toContain("reconstruction: not the paper&#39;s own form");
    expect(row("lemma-10")).toContain("… undecided: this check is at fault");
    expect(row("claim-2")).toContain("✗ violated");
    expect(row("lemma-12")).toContain("vacuous");
    expect(html).toMatch(/✓ 3 hold<[\s\S]*✗ 1 violated<[\s\S]*… 1 undecided<[\s\S]*– 1 not applicable</);
    expect(html).toContain("At fault: the counter-run of lemma-10");
    expect(html).toContain("the teacher file is gone");
  });
  it("writes statements as MathML, and TeX that cannot be read as it is", () => {
    expect(matches(html, /<math/g).length).toBeGreaterThanOrEqual(5);
    expect(html).not.toContain("katex-html");
    expect(html).toContain("<code>L/\\delta^3 \\to 2/(3\\pi) \\not\\unknown{</code>");
  });
  it("says how to do it again, with what, and how to cite it", () => {
    expect(html).toContain("overparam verify sample2021 --set students=24 --seed 1 --backend avx512");
    expect(html).toContain("study: sample2021\nseed: 1\nbackend: avx512\nconfig:\n  students: 24\n");
    expect(html).toContain(sampleVerification.id);
    expect(html).toContain("c0ffee");
    expect(html).toContain("@inproceedings{sample2021,");
    expect(html).toContain("@misc{overparam,");
  });
  it("draws figures in the colours of the page's theme", () => {
    expect(html).toContain('stroke="var(--predicted)"');
    expect(matches(html, /<svg xmlns[\s\S]*?<\/svg>/g).join("")).not.toMatch(/#2f5fa8|#c8661b|#fbfaf7/);
  });
});

describe("the report of one run", () => {
  it("shows how it ended, what was known, and no verdicts", async () => {
    const [record] = sampleVerification.records;
    if (record === undefined) throw new Error("the sample has records");
    const html = await htmlReport(sampleStudy, { record, backend: "wasm" }, math, { made, figures: [] });
    expect(html).toContain("The loss is at or below 1e-10. Iteration 24800, value 9.9·10⁻¹¹.");
    expect(html).toContain("<dt>norms</dt><dd>0.7, 1.5</dd>");
    expect(html).toContain("overparam run sample2021 --set students=3 --seed 1 --backend wasm");
    expect(html).not.toContain("Counter-run");
    expect(html).not.toContain("<figure");
  });
});
