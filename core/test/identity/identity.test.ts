import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/identity/canonical-json.ts";
import { sha256 } from "../../src/identity/sha256.ts";

describe("canonicalJson", () => {
  it("sorts keys, leaves spaces and undefined out, and names what JSON cannot say", () => {
    expect(canonicalJson({ b: [1, -0, Number.NaN], a: { d: undefined, c: Number.NEGATIVE_INFINITY } })).toBe(
      '{"a":{"c":"-Infinity"},"b":[1,0,"NaN"]}',
    );
    expect(canonicalJson(Float64Array.of(1, 2.5))).toBe("[1,2.5]");
    expect(canonicalJson([undefined, null])).toBe("[null,null]");
    // Order by UTF-16 code units, as RFC 8785 asks.
    expect(canonicalJson({ "\u20ac": 1, "\ud83d\ude02": 2, "\ufb33": 3 })).toBe('{"\u20ac":1,"\ud83d\ude02":2,"\ufb33":3}');
  });

  it("writes any JSON value so that it reads back, whatever the order of its keys", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });

  it("refuses functions, big integers and cycles", () => {
    const cycle: unknown[] = [];
    cycle.push(cycle);
    expect(() => canonicalJson(() => 1)).toThrow(/plain data/);
    expect(() => canonicalJson(1n)).toThrow(/plain data/);
    expect(() => canonicalJson(cycle)).toThrow(/contain itself/);
  });
});

describe("sha256", () => {
  it("gives the digests of FIPS 180-4", () => {
    expect(sha256("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256("")).toBe("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    expect(sha256(Uint8Array.of(97, 98, 99))).toBe(sha256("abc"));
  });
});
