import { teacherLabels } from "@overparam/core";
import { InferenceSession, Tensor } from "onnxruntime-web";
import { describe, expect, it } from "vitest";
import { writeOnnx } from "../../src/format/onnx.ts";

const seeded = (length: number, seed: number): Float64Array => Float64Array.from({ length }, (_, i) => Math.sin(seed + 1.7 * i * i));

describe("writeOnnx", () => {
  it.each([
    ["relu", 1, 1],
    ["relu", 3, 10],
    ["abs", 5, 2],
    ["abs", 200, 130],
  ] as const)("writes a %s network of %i neurons and %i inputs that onnxruntime runs to the last bits", async (activation, r, d) => {
    const network = { activation, inputs: d, W: seeded(r * d, 1), a: seeded(r, 2) };
    const session = await InferenceSession.create(writeOnnx(network, { verdict: "exact", name: "ÄÖ" }));
    expect([session.inputNames, session.outputNames]).toEqual([["x"], ["y"]]);
    const x = seeded(7 * d, 3);
    const { y } = await session.run({ x: new Tensor("float64", x, [7, d]) });
    const expected = teacherLabels(activation, { directions: network.W, weights: network.a }, x, d);
    expect(y?.dims).toEqual([7]);
    const outputs = y?.data as Float64Array;
    const error = Math.max(...expected.map((value, i) => Math.abs(value - (outputs[i] as number))));
    expect(error).toBeLessThan(1e-15 * (r + d) * Math.max(...network.a.map(Math.abs)) * Math.max(1, r));
    await session.release();
  });

  it.each(["tanh", "sigmoid", "relu", "abs"] as const)(
    "writes %s with biases and a shift as onnxruntime computes them",
    async (activation) => {
      const [r, d] = [4, 6];
      const network = { activation, inputs: d, W: seeded(r * d, 1), a: seeded(r, 2), b: seeded(r, 5), c: 0.75 };
      const session = await InferenceSession.create(writeOnnx(network));
      const x = seeded(9 * d, 3);
      const { y } = await session.run({ x: new Tensor("float64", x, [9, d]) });
      const sigma = {
        tanh: Math.tanh,
        sigmoid: (z: number) => 1 / (1 + Math.exp(-z)),
        relu: (z: number) => Math.max(z, 0),
        abs: Math.abs,
      }[activation];
      const outputs = y?.data as Float64Array;
      for (let i = 0; i < 9; i++) {
        let f = network.c;
        for (let k = 0; k < r; k++) {
          let z = network.b[k] as number;
          for (let j = 0; j < d; j++) z += (network.W[k * d + j] as number) * (x[i * d + j] as number);
          f += (network.a[k] as number) * sigma(z);
        }
        expect(Math.abs(f - (outputs[i] as number))).toBeLessThan(1e-13);
      }
      await session.release();
    },
  );

  it("writes several outputs as rows", async () => {
    const [r, d, m] = [4, 6, 3];
    const [W, A] = [seeded(r * d, 1), seeded(m * r, 2)];
    const session = await InferenceSession.create(writeOnnx({ activation: "relu", inputs: d, W, a: new Float64Array(r), A }));
    const x = seeded(9 * d, 3);
    const { y } = await session.run({ x: new Tensor("float64", x, [9, d]) });
    const outputs = y?.data as Float64Array;
    expect(y?.dims).toEqual([9, m]);
    for (let o = 0; o < m; o++) {
      teacherLabels("relu", { directions: W, weights: A.subarray(o * r, o * r + r) }, x, d).forEach((value, i) => {
        expect(Math.abs(value - (outputs[i * m + o] as number))).toBeLessThan(1e-13);
      });
    }
    await session.release();
  });

  it("gives equal bytes for equal networks, and one sentence for shapes that do not fit", () => {
    const network = { activation: "relu", inputs: 2, W: Float64Array.of(1, 2), a: Float64Array.of(1) } as const;
    expect(writeOnnx(network)).toEqual(writeOnnx({ ...network, W: network.W.slice() }));
    expect(() => writeOnnx({ ...network, inputs: 3 })).toThrow(/writeOnnx: W must hold 1 rows of 3 numbers/);
    expect(() => writeOnnx({ ...network, W: new Float64Array(0), a: new Float64Array(0) })).toThrow(/one at least/);
    expect(() => writeOnnx({ ...network, b: new Float64Array(2) })).toThrow(/b must hold 1 numbers/);
    expect(() => writeOnnx({ ...network, W: new Float64Array(4), a: new Float64Array(2), A: new Float64Array(3) })).toThrow(
      /rows of 2 numbers/,
    );
  });
});
