import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../../src/engine.ts";
import { availableBackends, loadEngine } from "../../../src/node/index.ts";
import { largest, multiplier, plainProduct, transpose } from "../../support/dense.ts";
import { uniforms } from "../../support/random.ts";

const epsilon = 2 ** -52;

describe.each(availableBackends())("products on %s", (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ backend });
  });
  afterAll(() => {
    expect(engine.memory.used).toBe(0);
    engine.close();
  });
  const product = multiplier(() => engine);

  const shapes = [
    [1, 1, 1],
    [2, 3, 5],
    [7, 129, 17],
    [33, 31, 15],
    [8, 256, 24],
    [9, 257, 25],
    [5, 600, 1],
    [1, 5, 241],
    [770, 3, 7],
    [3, 0, 2],
    [0, 2, 3],
  ] as const;

  it("multiplies as the definition does, transposed or not", () => {
    const random = uniforms(1);
    for (const [rows, inner, columns] of shapes) {
      const a = random.array(rows * inner);
      const b = random.array(inner * columns);
      const wanted = plainProduct(a, b, rows, inner, columns);
      for (const [transposeA, transposeB] of [
        [false, false],
        [true, false],
        [false, true],
        [true, true],
      ] as const) {
        const left = transposeA ? transpose(a, rows, inner) : a;
        const right = transposeB ? transpose(b, inner, columns) : b;
        const got = product(left, right, rows, inner, columns, transposeA, transposeB);
        // Entries are sums of `inner` terms below 1: any order of them, fused or not, errs by at most (inner + 1) ε · inner.
        expect(largest(got.map((entry, i) => entry - (wanted[i] as number)))).toBeLessThanOrEqual((inner + 1) * epsilon * inner);
      }
    }
  });

  it("finishes each entry of a batch once: adds, scales, shifts, folds and masks", () => {
    const random = uniforms(3);
    const batch = 3;
    for (const [rows, inner, columns] of shapes) {
      for (const fold of [undefined, "relu", "abs"] as const) {
        for (const slope of [undefined, "relu", "abs"] as const) {
          const [a, b, held] = [
            random.array(batch * rows * inner),
            random.array(batch * inner * columns),
            random.array(batch * rows * columns),
          ];
          const [rowBias, columnBias] = [random.array(rows), random.array(columns)];
          const before = random.array(held.length).map((entry, i) => (i % 5 === 0 ? 0 : entry));
          const out = held.slice();
          engine.linear.multiply(
            a,
            b,
            out,
            { rows, inner, columns, batch },
            {
              add: true,
              scale: -0.5,
              rowBias,
              columnBias,
              ...(fold && { activation: fold }),
              ...(slope && { mask: { activation: slope, before } }),
            },
          );
          let worst = 0;
          for (let l = 0; l < batch; l++) {
            const sums = plainProduct(a.subarray(l * rows * inner), b.subarray(l * inner * columns), rows, inner, columns);
            sums.forEach((sum, i) => {
              const at = l * rows * columns + i;
              const z = before[at] as number;
              let entry =
                -0.5 * (sum + (held[at] as number)) + (rowBias[Math.floor(i / columns)] as number) + (columnBias[i % columns] as number);
              if (fold === "relu") entry = Math.max(0, entry);
              if (fold === "abs") entry = Math.abs(entry);
              if (slope === "relu") entry = z > 0 ? entry : 0;
              if (slope === "abs") entry *= Math.sign(z);
              worst = Math.max(worst, Math.abs(entry - (out[at] as number)));
            });
          }
          expect(worst).toBeLessThanOrEqual((inner + 6) * epsilon * (inner + 4));
        }
      }
    }
  });
});
