import type { Claim, Verdict, VerdictWord } from "@overparam/core";
import type { ClaimResult } from "@overparam/lab";
import { describe, expect, it } from "vitest";
import { paint } from "../../src/terminal/colour.ts";
import { width } from "../../src/terminal/wrap.ts";
import { uncaught, verdictSummary } from "../../src/views/verdict-summary.ts";
import { verdictTable } from "../../src/views/verdict-table.ts";

const plain = paint(false);

function verdict(claim: string, word: VerdictWord, more: Partial<Verdict> = {}): Verdict {
  const base = {
    asked: "slope ≤ −1",
    estimate: -2.6,
    interval: [-2.68, -2.52] as const,
    slack: 1.5,
    vacuous: false,
    reason: "The reason.",
  };
  return { claim, verdict: word, ...base, runs: 5, points: 200, pHolds: 0.001, pViolated: 0.9, ...more };
}

function claim(id: string, name: string, more: Partial<Claim<unknown>> = {}): Claim<unknown> {
  return { id, name, grade: "exponent", fidelity: "paper", ...more } as Claim<unknown>;
}

const claims = [
  claim("theorem-3", "Theorem 3", { grade: "exact" }),
  claim("theorem-5", "Theorem 5"),
  claim("lemma-9", "Lemma 9", { grade: "existential" }),
  claim("lemma-10", "Lemma 10", { fidelity: "derived" }),
  claim("lemma-8", "Lemma 8", { grade: "inequality" }),
];
const caught = verdict("", "violated");
const long =
  "Assumption below-threshold fails on 3 of 3 runs: the loss was 1.3e-2 and had to be at most 4.1e-3; start nearer to the teacher";
const results: ClaimResult[] = [
  {
    claim: "theorem-3",
    verdict: verdict("theorem-3", "holds", { asked: "‖w − w*‖ = 0 at zero loss", estimate: 2.1e-9, interval: null }),
    counter: caught,
    runs: [],
  },
  { claim: "theorem-5", verdict: verdict("theorem-5", "violated"), counter: caught, runs: [] },
  {
    claim: "lemma-9",
    verdict: verdict("lemma-9", "not applicable", { estimate: null, interval: null, slack: null, reason: long }),
    counter: caught,
    runs: [],
  },
  {
    claim: "lemma-10",
    verdict: verdict("lemma-10", "undecided", { reason: "The interval is wider than the margin." }),
    counter: null,
    runs: [],
  },
  { claim: "lemma-8", verdict: verdict("lemma-8", "holds", { vacuous: true }), counter: verdict("", "holds"), runs: [] },
];

describe("the verdict table", () => {
  it.each(Array.from({ length: 19 }, (_, i) => 64 + 8 * i))(
    "fits %i columns and keeps every verdict on the line of its claim",
    (columns) => {
      const lines = verdictTable(claims, results, columns, plain).split("\n");
      for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
      const words = {
        "Theorem 3": "✓ holds",
        "Theorem 5": "✗ violated",
        "Lemma 9": "– n/a",
        "Lemma 10‡": "… undecided",
        "Lemma 8": "✓ holds",
      };
      for (const [name, word] of Object.entries(words)) {
        expect(
          lines.find((line) => line.startsWith(`  ${name} `) && line.includes(word)),
          `${name} at ${columns}`,
        ).toBeDefined();
      }
    },
  );

  it("keeps grade and slack at 80 columns where all counter-runs are caught", () => {
    const sound = results.filter(({ counter }) => counter?.verdict === "violated");
    const text = verdictTable(claims, sound, 80, plain);
    expect(text.split("\n")[0]).toMatch(/claim +grade +asked +measured +verdict +slack$/);
    expect(text).toMatch(/Theorem 5 +expon\. .*✗ violated +1\.5/);
  });

  it.each([80, 200])("loses no word of a reason at %i columns", (columns) => {
    const text = verdictTable(claims, results, columns, plain);
    for (const word of long.split(" ")) expect(text).toContain(word);
  });

  it("shows a counter-run that was not caught, and a bound that could not fail", () => {
    const text = verdictTable(claims, results, 200, plain);
    expect(text).toMatch(/Lemma 8 .*1\.5 +✗ holds +vacuous/);
  });

  it("is the same text with colours as without", () => {
    const coloured = verdictTable(claims, results, 120, paint(true));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are what is taken out
    expect(coloured.replace(/\x1b\[[\d;]*m/g, "")).toBe(verdictTable(claims, results, 120, plain));
  });

  it("ends every colour on its own line", () => {
    for (const line of verdictTable(claims, results, 80, paint(true)).split("\n")) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are counted
      const codes = line.match(/\x1b\[[\d;]*m/g) ?? [];
      expect(codes.length % 2).toBe(0);
    }
  });

  it.each([80, 120, 170])("looks like this at %i columns", (columns) => {
    expect(`\n${verdictTable(claims, results, columns, plain)}\n`).toMatchSnapshot();
  });
});

it("counts in words, and says 0 violated", () => {
  expect(verdictSummary(results, plain)).toBe("2 hold · 1 undecided · 1 not applicable · 1 violated · 3 of 4 counter-runs caught");
  expect(verdictSummary(results.slice(0, 2), plain)).toBe("1 holds · 1 violated · all 2 counter-runs caught");
  expect(verdictSummary(results.slice(3, 4), plain)).toBe("1 undecided · 0 violated");
});

it("names every check that did not catch its counter-run", () => {
  const name = (id: string) => claims.find((claim) => claim.id === id)?.name ?? id;
  expect(uncaught(results, name)).toEqual([
    'The counter-run of Lemma 8 was judged "holds": this check could not fail, so its verdict proves nothing.',
  ]);
  const open = results.map((result) => ({ ...result, counter: verdict("", "undecided") })).slice(0, 1);
  expect(uncaught(open, name)).toEqual([
    "The counter-run of Theorem 3 was not caught: too little evidence at this scale, so its verdict is not yet a test.",
  ]);
});
