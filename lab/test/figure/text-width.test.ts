import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { dejavuWidths } from "../../src/report/figure/dejavu-widths.ts";
import { textWidth } from "../../src/report/figure/text-width.ts";
import { wrapEvenly, wrapText } from "../../src/report/figure/wrap-text.ts";

/** Advance widths read from a TrueType file: cmap format 4 and hmtx. */
function advances(font: Buffer): (character: string) => number {
  const tables = new Map<string, number>();
  for (let i = 0; i < font.readUInt16BE(4); i++)
    tables.set(font.toString("ascii", 12 + 16 * i, 16 + 16 * i), font.readUInt32BE(12 + 16 * i + 8));
  const [cmap, hhea, hmtx] = ["cmap", "hhea", "hmtx"].map((name) => tables.get(name) ?? 0) as [number, number, number];
  const metrics = font.readUInt16BE(hhea + 34);
  let table = 0;
  for (let i = 0; i < font.readUInt16BE(cmap + 2); i++) {
    if (font.readUInt16BE(cmap + 4 + 8 * i) === 3 && font.readUInt16BE(cmap + 6 + 8 * i) === 1)
      table = cmap + font.readUInt32BE(cmap + 8 + 8 * i);
  }
  const segments = font.readUInt16BE(table + 6) / 2;
  const glyph = (code: number): number => {
    for (let i = 0; i < segments; i++) {
      if (code > font.readUInt16BE(table + 14 + 2 * i)) continue;
      const start = font.readUInt16BE(table + 16 + 2 * (segments + i));
      if (code < start) return 0;
      const delta = font.readInt16BE(table + 16 + 2 * (2 * segments + i));
      const at = table + 16 + 2 * (3 * segments + i);
      const offset = font.readUInt16BE(at);
      return ((offset === 0 ? code : font.readUInt16BE(at + offset + 2 * (code - start))) + delta) & 0xffff;
    }
    return 0;
  };
  return (character) => font.readUInt16BE(hmtx + 4 * Math.min(glyph(character.codePointAt(0) ?? 0), metrics - 1));
}

describe("textWidth", () => {
  it("uses the widths that the font file has", () => {
    const width = advances(readFileSync(createRequire(import.meta.url).resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf")));
    const wrong = Object.entries(dejavuWidths).flatMap(([units, characters]) =>
      [...characters].filter((character) => width(character) !== Number(units)),
    );
    expect(wrong).toEqual([]);
    expect(Object.values(dejavuWidths).join("").length).toBeGreaterThan(180);
  });
  it("adds up over characters and grows with the size", () => {
    expect(textWidth("‖∇L‖", 24)).toBeCloseTo(2 * textWidth("‖∇L‖", 12), 12);
    expect(textWidth("mm", 12)).toBeCloseTo(2 * textWidth("m", 12), 12);
  });
});

describe("wrapText", () => {
  it("breaks at spaces, keeps every word, and never passes the width unless one word does", () => {
    const text = "the loss falls at least as fast as the reciprocal of time, and donaudampfschifffahrtsgesellschaft too";
    const lines = wrapText(text, 12, 120);
    expect(lines.join(" ")).toBe(text);
    expect(lines.filter((line) => line.includes(" ") && textWidth(line, 12) > 120)).toEqual([]);
    expect(wrapText("", 12, 100)).toEqual([]);
  });
  it("leaves no short last line when the lines can be even", () => {
    expect(wrapText("L t/(r w_max) (Theorem 5)", 12, 150)).toEqual(["L t/(r w_max) (Theorem", "5)"]);
    expect(wrapEvenly("L t/(r w_max) (Theorem 5)", 12, 150)).toEqual(["L t/(r w_max)", "(Theorem 5)"]);
  });
});
