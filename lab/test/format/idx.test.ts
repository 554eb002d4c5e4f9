import { describe, expect, it } from "vitest";
import { readIdx } from "../../src/format/idx.ts";

/** idx of bytes: two zeros, 08, axes, lengths, data. */
const idx = (shape: readonly number[], data: readonly number[]): Uint8Array => {
  const head = shape.flatMap((length) => [length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255]);
  return Uint8Array.from([0, 0, 8, shape.length, ...head, ...data]);
};

describe("readIdx", () => {
  it("reads images and labels in their order", () => {
    expect(readIdx(idx([2, 1, 3], [1, 2, 3, 250, 251, 252]), "images")).toEqual({
      shape: [2, 1, 3],
      data: Uint8Array.of(1, 2, 3, 250, 251, 252),
    });
    expect(readIdx(idx([3], [7, 0, 9]), "labels")).toEqual({ shape: [3], data: Uint8Array.of(7, 0, 9) });
  });
  it.each<[string, Uint8Array, RegExp]>([
    ["empty", new Uint8Array(0), /begins with 00 00 08; got "an empty file"/],
    ["gzipped", Uint8Array.of(0x1f, 0x8b, 8, 0), /begins with 00 00 08; got "1f 8b 08"/],
    ["of floats", Uint8Array.of(0, 0, 0x0d, 1, 0, 0, 0, 0), /begins with 00 00 08/],
    ["cut in its header", idx([2, 2], []).subarray(0, 9), /length of each axis/],
    ["truncated", idx([2, 2], [1, 2, 3]), /shape \[2, 2\] needs 4 bytes of data from byte 12; got 3/],
    ["too long", idx([2], [1, 2, 3]), /needs 2 bytes/],
    ["without axes", idx([], []), /length of each axis/],
  ])("refuses a file that is %s in one sentence that names it", (_, bytes, says) => {
    expect(() => readIdx(bytes, "t10k-images")).toThrow(says);
    expect(() => readIdx(bytes, "t10k-images")).toThrow(/^t10k-images: /);
  });
});
