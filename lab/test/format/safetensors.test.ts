import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSafetensors, writeSafetensors } from "../../src/format/safetensors.ts";

/** The bytes of a file with this header text and these data. */
function file(header: string, data: readonly number[]): Uint8Array {
  const text = new TextEncoder().encode(header);
  const out = new Uint8Array(8 + text.length + data.length);
  new DataView(out.buffer).setBigUint64(0, BigInt(text.length), true);
  out.set(text, 8);
  out.set(data, 8 + text.length);
  return out;
}

describe("readSafetensors", () => {
  it("reads every number type of a file laid out by hand", () => {
    const header = JSON.stringify({
      __metadata__: { format: "pt" },
      a: { dtype: "F32", shape: [2], data_offsets: [0, 8] },
      b: { dtype: "I64", shape: [], data_offsets: [8, 16] },
      c: { dtype: "BF16", shape: [1, 1], data_offsets: [16, 18] },
      d: { dtype: "F16", shape: [1], data_offsets: [18, 20] },
      e: { dtype: "I32", shape: [1], data_offsets: [20, 24] },
      f: { dtype: "F64", shape: [1], data_offsets: [24, 32] },
    });
    // 1.5f, −2f; −3; bf16 1.0; half 0.5; −1; 2.5
    const data = [
      0, 0, 0xc0, 0x3f, 0, 0, 0, 0xc0, 0xfd, 255, 255, 255, 255, 255, 255, 255, 0x80, 0x3f, 0, 0x38, 255, 255, 255, 255, 0, 0, 0, 0, 0, 0,
      4, 0x40,
    ];
    const { tensors, metadata } = readSafetensors(file(header, data), "w.safetensors");
    expect(metadata).toEqual({ format: "pt" });
    expect(Object.fromEntries(Object.entries(tensors).map(([name, { shape, data: values }]) => [name, [shape, [...values]]]))).toEqual({
      a: [[2], [1.5, -2]],
      b: [[], [-3]],
      c: [[1, 1], [1]],
      d: [[1], [0.5]],
      e: [[1], [-1]],
      f: [[1], [2.5]],
    });
  });
  const entry = (text: string): string => `{"W":${text}}`;
  it.each<[string, Uint8Array, string]>([
    ["empty", new Uint8Array(0), 'got "an empty file"'],
    ["truncated in the header", file("{}", []).subarray(0, 9), "the header length at byte 0 says 2 bytes follow; got 1"],
    ["something else", Uint8Array.from("not a tensor file at all", (c) => c.charCodeAt(0)), "bytes follow; got 16"],
    ["with a header that is no JSON", file("{{", []), "the header at byte 8 must be JSON"],
    ["with a list as header", file("[]", []), "must be a JSON object"],
    [
      "with an unknown dtype",
      file(entry('{"dtype":"F8_E5M2","shape":[1],"data_offsets":[0,1]}'), [0]),
      "tensor W: the dtype must be one of F64, F32",
    ],
    [
      "with offsets that do not fit",
      file(entry('{"dtype":"F64","shape":[2],"data_offsets":[0,8]}'), new Array(8).fill(0)),
      "shape [2] of F64 needs 16 bytes; got 8",
    ],
    ["with a negative length", file(entry('{"dtype":"F64","shape":[-1],"data_offsets":[0,8]}'), new Array(8).fill(0)), "shape [-1]"],
    [
      "with a huge shape",
      file(entry('{"dtype":"F64","shape":[1e12,1e12],"data_offsets":[0,8]}'), new Array(8).fill(0)),
      "shape [1000000000000, 1000000000000]",
    ],
    [
      "truncated in the data",
      file(entry('{"dtype":"F64","shape":[2],"data_offsets":[0,16]}'), new Array(9).fill(0)),
      "The file is truncated",
    ],
    ["with data that no tensor owns", file("{}", [1, 2]), "the tensors cover 0 bytes of data; got 2"],
    ["without a shape", file(entry('{"dtype":"F64"}'), []), "tensor W: the header must give dtype, shape and two data_offsets"],
  ])("refuses a file %s in one sentence that names it", (_, bytes, says) => {
    expect(() => readSafetensors(bytes, "w.safetensors")).toThrow(says);
    expect(() => readSafetensors(bytes, "w.safetensors")).toThrow(/^w\.safetensors[:,]/);
  });
  it("never fails in another way, whatever byte is wrong", () => {
    const good = writeSafetensors({ W: { shape: [2, 2], data: Float64Array.of(1, 2, 3, 4) } });
    fc.assert(
      fc.property(fc.nat(good.length - 1), fc.nat(255), (at, byte) => {
        const bytes = good.slice();
        bytes[at] = byte;
        try {
          readSafetensors(bytes, "x.safetensors");
        } catch (error) {
          expect((error as Error).name).toBe("Misuse");
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("writeSafetensors", () => {
  it("keeps arrays, names and metadata through a round trip, data aligned to 8 bytes", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[A-Za-z.]{1,12}$/), fc.float64Array({ maxLength: 12 }), { noNullPrototype: true }),
        fc.string(),
        (arrays, note) => {
          const tensors = Object.fromEntries(Object.entries(arrays).map(([name, data]) => [name, { shape: [1, data.length], data }]));
          const bytes = writeSafetensors(tensors, { note });
          expect(readSafetensors(bytes, "x")).toEqual({ tensors, metadata: { note } });
          expect(Number(new DataView(bytes.buffer).getBigUint64(0, true)) % 8).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});
