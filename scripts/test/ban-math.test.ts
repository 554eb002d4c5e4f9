import { describe, expect, it } from "vitest";
import { bannedUses } from "../ban-math.mjs";

const found = (text: string) => bannedUses("planted.ts", text).map(({ what }) => what);

describe("the ban on arithmetic that engines do not agree on", () => {
  it.each([
    ["const y = Math.exp(x);", "Math.exp"],
    ["const y = Math.log2(x);", "Math.log2"],
    ["const y = Math.random();", "Math.random"],
    ["const y = Math.hypot(a, b);", "Math.hypot"],
    ["const y = Math?.cbrt(x);", "Math.cbrt"],
    ["const y = globalThis.Math.sin(x);", "Math"],
    ['const y = Math["pow"](x, 2);', "Math"],
    ["const { tanh } = Math;", "Math"],
    ["const M = Math;", "Math"],
    ["const y = x ** 2;", "**"],
    ["y **= 3;", "**="],
    ["const t = Date.now();", "Date"],
    ["const t = performance.now();", "performance"],
    ["names.sort((a, b) => a.localeCompare(b));", "localeCompare"],
    ["const s = (1234.5).toLocaleString();", "toLocaleString"],
    ["const y = `${Math.atan2(a, b)}`;", "Math.atan2"],
  ])("catches %s", (text, what) => {
    expect(found(text)).toContain(what);
  });

  it.each([
    "const y = Math.sqrt(x) + Math.abs(x) - Math.floor(x) * Math.imul(2, 3);",
    "const y = math.exp(x);",
    "const y = engine.math.power(x, 1, 2);",
    "const exp = (x: number) => x;",
    "// Math.exp(x) and x ** 2 in a comment",
    'const s = "Math.exp(x) ** 2";',
    "const reference = { Date: 1 };",
    "const tau = 2 * Math.PI;",
  ])("lets pass %s", (text) => {
    expect(found(text)).toEqual([]);
  });

  it("lets pass what gives a reason why no result depends on it, and nothing beyond", () => {
    expect(found("// not a result: chunks never change a number\nconst t = Date.now();")).toEqual([]);
    expect(found("const t = Date.now(); // not a result: a pace")).toEqual([]);
    expect(found("// not a result:\nconst t = Date.now();")).toEqual(["Date"]);
    expect(found("// not a result: a pace\nconst t = Date.now();\nconst y = Math.exp(t);")).toEqual(["Math.exp"]);
  });

  it("says where", () => {
    expect(bannedUses("a.ts", "const one = 1;\nconst y =  Math.exp(one);")).toMatchObject([{ path: "a.ts", line: 2, column: 12 }]);
  });
});
