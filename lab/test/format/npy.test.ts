import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNpy, writeNpy } from "../../src/format/npy.ts";

const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));
const read = (name: string) => readNpy(fixture(name), name);
const matrix = [1.5, -2.25, 1e-300, Math.PI, 0.1, -0];

describe("readNpy on files that NumPy wrote", () => {
  it.each(["matrix-f8.npy", "matrix-f8-fortran.npy", "matrix-big-endian.npy"])("reads %s bit for bit, row-major", (name) => {
    const { shape, data } = read(name);
    expect(shape).toEqual([2, 3]);
    expect([...data].every((value, i) => Object.is(value, matrix[i]))).toBe(true);
  });
  it("reads float32 as the nearest doubles of the stored values", () => {
    expect([...read("vector-f4.npy").data]).toEqual([Math.fround(0.1), 3.5, -7]);
  });
  it("reads float16 with subnormals, infinity and −0", () => {
    const data = [...read("vector-f2.npy").data];
    expect(data.slice(0, 4)).toEqual([0.0999755859375, 65504, 5.960464477539063e-8, -2.5]);
    expect(data[4]).toBe(Number.POSITIVE_INFINITY);
    expect(Object.is(data[5], -0)).toBe(true);
  });
  it("reads a scalar, an empty array, three axes in Fortran order and bytes", () => {
    expect(read("scalar.npy")).toEqual({ shape: [], data: Float64Array.of(2.5) });
    expect(read("empty.npy")).toEqual({ shape: [0, 4], data: new Float64Array(0) });
    expect(read("cube-i8-fortran.npy")).toEqual({ shape: [2, 3, 4], data: Float64Array.from({ length: 24 }, (_, i) => i) });
    expect(read("bytes-u1.npy").data[255]).toBe(255);
  });
  it("reads NaN, infinities and the smallest double", () => {
    expect([...read("special.npy").data]).toEqual([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324]);
  });
});

describe("writeNpy", () => {
  it("writes the bytes that numpy.save writes", () => {
    expect(writeNpy({ shape: [2, 3], data: Float64Array.from(matrix) })).toEqual(fixture("matrix-f8.npy"));
    expect(writeNpy({ shape: [3], data: Float64Array.of(0.1, 3.5, -7) }, "f4")).toEqual(fixture("vector-f4.npy"));
    expect(writeNpy({ shape: [], data: Float64Array.of(2.5) })).toEqual(fixture("scalar.npy"));
    expect(writeNpy({ shape: [16, 16], data: Float64Array.from({ length: 256 }, (_, i) => i) }, "u1")).toEqual(fixture("bytes-u1.npy"));
  });
  it("keeps every double through a round trip", () => {
    fc.assert(
      fc.property(fc.float64Array({ maxLength: 40 }), (data) => {
        const back = readNpy(writeNpy({ shape: [data.length], data }), "x.npy");
        expect(back.shape).toEqual([data.length]);
        expect([...back.data].every((value, i) => Object.is(value, data[i]))).toBe(true);
      }),
    );
  });
  it("refuses a shape that does not fit and values that bytes cannot hold", () => {
    expect(() => writeNpy({ shape: [2, 2], data: new Float64Array(3) })).toThrow("shape (2, 2) needs 4 numbers; got 3");
    expect(() => writeNpy({ shape: [1], data: Float64Array.of(0.5) }, "u1")).toThrow("whole numbers from 0 to 255");
  });
});

describe("readNpy on bad files", () => {
  const good = fixture("matrix-f8.npy");
  const withShape = (shape: string): Uint8Array => {
    const text = String.fromCharCode(...good).replace("(2, 3), }", `${shape}, }`.padEnd(9));
    return Uint8Array.from(text, (c) => c.charCodeAt(0));
  };
  it.each<[string, Uint8Array, string]>([
    ["empty", new Uint8Array(0), 'got "an empty file"'],
    ["another type", Uint8Array.from("PK\u0003\u0004 not an array", (c) => c.charCodeAt(0)), "begins with \\x93NUMPY at byte 0"],
    ["cut in the header", good.subarray(0, 60), "the header at byte 10 should have 118 bytes; got 50"],
    ["cut in the data", good.subarray(0, 170), "shape (2, 3) needs 48 bytes of data from byte 128; got 42. The file is truncated"],
    ["with bytes too many", Uint8Array.from([...good, 0]), "needs 48 bytes of data from byte 128; got 49"],
    ["complex", fixture("complex.npy"), 'must be a real number type (float, integer or boolean); got "<c16"'],
    ["structured", fixture("structured.npy"), 'got "a structured dtype"'],
    ["with an integer no double holds", fixture("large-integer.npy"), "must be at most 2^53"],
    ["of a huge shape", withShape("(9999999999999, 9)"), "shape (9999999999999, 9) needs"],
    ["of an impossible shape", withShape("(99999999999999999999, 9)"), "is not a possible one"],
    ["of version 9", Uint8Array.from(good, (byte, i) => (i === 6 ? 9 : byte)), "version at byte 6 must be 1, 2 or 3; got 9"],
  ])("refuses a file %s in one sentence that names it", (_, bytes, says) => {
    expect(() => readNpy(bytes, "teacher.npy")).toThrow(says);
    expect(() => readNpy(bytes, "teacher.npy")).toThrow(/^teacher\.npy: /);
  });
  it("never fails in another way, whatever byte is wrong", () => {
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
        const bytes = good.slice();
        bytes[at] = byte;
        try {
          readNpy(bytes, "x.npy");
        } catch (error) {
          expect((error as Error).name).toBe("Misuse");
        }
      }),
    );
  });
});
