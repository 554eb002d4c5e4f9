import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readTensors } from "../../src/format/read-tensors.ts";

const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)));

describe("readTensors", () => {
  it("chooses the format by the name's ending, in any case", () => {
    expect(readTensors(fixture("matrix-f8.npy"), "teacher.NPY").W?.shape).toEqual([2, 3]);
    expect(Object.keys(readTensors(fixture("stored.npz"), "teacher.npz"))).toEqual(["W", "b"]);
    expect(readTensors(new TextEncoder().encode("1,2\n"), "inputs.csv").x?.shape).toEqual([1, 1]);
  });
  it("says which endings it knows", () => {
    expect(() => readTensors(new Uint8Array(4), "teacher.pt")).toThrow(
      'teacher.pt: the file\'s name must end in .npz, .safetensors, .npy or .csv, for graphs in .csv, .graphml, .dot or .gv; got ".pt"',
    );
    expect(() => readTensors(new Uint8Array(4), "teacher")).toThrow('got "no ending"');
  });
});
