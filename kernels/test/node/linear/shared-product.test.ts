import { describe, expect, it } from "vitest";
import { availableBackends, loadEngine } from "../../../src/node/index.ts";
import { uniforms } from "../../support/random.ts";

describe.each(availableBackends())("threads inside products and tangent kernels on %s", (backend) => {
  const numbers = async (threads: number) => {
    const engine = await loadEngine({ backend, threads, memory: 2 ** 26 });
    const random = uniforms(5);
    const all: Float64Array[] = [];
    for (const [batch, rows, inner, columns] of [
      [1, 300, 129, 77],
      [1, 77, 300, 129],
      [1, 1, 1500, 1501],
      [1, 2001, 1030, 1],
      [5, 100, 90, 80],
      [3, 129, 128, 127],
      [2, 7, 3, 5],
    ] as const) {
      for (const transpose of [false, true]) {
        const [a, b] = [random.array(batch * rows * inner), random.array(batch * inner * columns)];
        const [bare, finished] = [new Float64Array(batch * rows * columns), random.array(batch * rows * columns)];
        const sizes = { batch, rows, inner, columns, transposeA: transpose, transposeB: transpose };
        engine.linear.multiply(a, b, bare, sizes);
        engine.linear.multiply(a, b, finished, sizes, {
          add: true,
          scale: -0.5,
          rowBias: random.array(rows),
          columnBias: random.array(columns),
          activation: "relu",
          mask: { activation: "abs", before: random.array(batch * rows * columns) },
        });
        all.push(bare, finished);
      }
    }
    for (const [n, m] of [
      [600, 40],
      [100, 600],
    ] as const) {
      const out = new Float64Array(n * n);
      const network = { activation: "erf", parameterization: "conic", students: m, inputs: 3 } as const;
      engine.tangent.gram(network, random.array(m * 3), random.array(n * 3), out);
      all.push(out);
    }
    engine.close();
    return all;
  };

  it("change no bit", async () => {
    const alone = await numbers(1);
    for (const threads of [2, 64]) expect(await numbers(threads)).toEqual(alone);
  });
});
