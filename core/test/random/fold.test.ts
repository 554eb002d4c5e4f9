import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bits } from "../../src/random/bits.ts";
import { fold } from "../../src/random/fold.ts";
import type { Key } from "../../src/random/key.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { threefry2x32 } from "../../src/random/threefry.ts";

const key: Key = { words: [1, 2] };
const word = fc.nat({ max: 0xffffffff });

describe("fold", () => {
  it("names a number by one block of its own domain", () => {
    expect(fold(key, 5).words).toEqual(threefry2x32(key.words, [5, 0x40000000]));
    expect(fold(key, 0x1_0000_0003).words).toEqual(threefry2x32(key.words, [3, 0x40000001]));
  });

  it("names a text by its length and its bytes", () => {
    const first = threefry2x32(key.words, [3, 0x80000000]);
    expect(fold(key, "abc").words).toEqual(threefry2x32(first, [0x636261, 0]));
    expect(fold(key, "").words).toEqual(threefry2x32(key.words, [0, 0x80000000]));
  });

  it("tells texts, numbers and lengths apart", () => {
    const names = ["1", 1, "", 0, "\0", "a", "a\0", "b", "ab", "abcdefgh", "abcdefgh\0", "Δ", "δ"];
    expect(new Set(names.map((name) => fold(key, name).words.join())).size).toBe(names.length);
  });

  it("gives a child that is no part of the parent's stream", () => {
    fc.assert(
      fc.property(word, word, fc.oneof(fc.maxSafeNat(), fc.string()), (a, b, name) => {
        const parent: Key = { words: [a, b] };
        const stream = new Uint32Array(64);
        bits(parent, stream);
        const [x, y] = fold(parent, name).words;
        for (let i = 0; i < stream.length; i += 2) expect(stream[i] === x && stream[i + 1] === y).toBe(false);
      }),
    );
  });

  it.each([-1, 0.5, Number.NaN, 2 ** 53])("refuses the number %s", (name) => {
    expect(() => fold(key, name)).toThrow(/integer from 0 to 2\^53 − 1/);
    expect(() => rootKey("study", name)).toThrow(/seed must be an integer/);
  });

  it("pins the root key of a study and seed", () => {
    expect(rootKey("zhou2021local", 1).words).toEqual(fold(fold({ words: [0, 0] }, "zhou2021local"), 1).words);
    expect(rootKey("zhou2021local", 1).words).not.toEqual(rootKey("zhou2021local", 2).words);
    expect(rootKey("other", 1).words).not.toEqual(rootKey("zhou2021local", 1).words);
  });
});
