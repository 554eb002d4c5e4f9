import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNpz, writeNpz } from "../../src/format/npz.ts";

const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));

describe("readNpz", () => {
  it.each(["stored.npz", "deflated.npz"])("reads %s as NumPy wrote it", (name) => {
    const { W, b } = readNpz(fixture(name), name);
    expect(W).toEqual({ shape: [2, 3], data: Float64Array.of(1.5, -2.25, 1e-300, Math.PI, 0.1, -0) });
    expect(b).toEqual({ shape: [3], data: Float64Array.of(0, 1, 2) });
  });
  it("notices a changed number by its checksum", () => {
    const bytes = fixture("stored.npz");
    const at = bytes.findIndex((_, i) => bytes[i] === 0xf8 && bytes[i + 1] === 0x3f) + 1;
    bytes[at] = 0x40;
    expect(() => readNpz(bytes, "w.npz")).toThrow("w.npz, member W.npy: the content does not match its checksum");
  });
  it.each<[string, Uint8Array, string]>([
    ["empty", new Uint8Array(0), "an empty file"],
    ["another type", Uint8Array.of(1, 2, 3, 4), "begins with PK at byte 0"],
    ["truncated", fixture("stored.npz").subarray(0, 500), "the file is truncated"],
  ])("refuses a file that is %s in one sentence that names it", (_, bytes, says) => {
    expect(() => readNpz(bytes, "w.npz")).toThrow(new RegExp(says, "i"));
    expect(() => readNpz(bytes, "w.npz")).toThrow(/^w\.npz: /);
  });
  it("never fails in another way, whatever byte is wrong or missing", () => {
    const good = fixture("deflated.npz");
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), fc.nat(good.length), (at, byte, length) => {
        const bytes = good.slice(0, length);
        if (at < length) bytes[at] = byte;
        try {
          readNpz(bytes, "x.npz");
        } catch (error) {
          expect((error as Error).name, String((error as Error).stack)).toBe("Misuse");
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("writeNpz", () => {
  it("keeps arrays through a round trip and gives the same bytes again", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.float64Array({ maxLength: 20 }), { noNullPrototype: true }),
        (arrays) => {
          const tensors = Object.fromEntries(Object.entries(arrays).map(([name, data]) => [name, { shape: [data.length], data }]));
          const bytes = writeNpz(tensors);
          expect(readNpz(bytes, "x.npz")).toEqual(tensors);
          expect(writeNpz(tensors)).toEqual(bytes);
        },
      ),
      { numRuns: 40 },
    );
  });
});
