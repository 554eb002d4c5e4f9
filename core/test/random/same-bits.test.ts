import { availableBackends, loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import { canonicalJson } from "../../src/identity/canonical-json.ts";
import { sha256 } from "../../src/identity/sha256.ts";
import { normal } from "../../src/random/normal.ts";
import { rootKey } from "../../src/random/root-key.ts";
import { sphere } from "../../src/random/sphere.ts";
import { extrapolate } from "../../src/theory/extrapolate.ts";
import { fitPower } from "../../src/theory/fit-power.ts";
import { studentT } from "../../src/theory/student-t.ts";

/** Numbers that go through every elementary function that samplers, fits and judging use. */
async function digest(backend: ReturnType<typeof availableBackends>[number]): Promise<string> {
  const { math } = await loadEngine({ backend });
  const normals = new Float64Array(4001);
  normal(math, rootKey("same bits", 1), normals);
  const directions = new Float64Array(300);
  sphere(math, rootKey("same bits", 2), 3, directions);
  const x = normals.map((entry) => 1 + entry * entry);
  const fit = fitPower(
    math,
    x,
    x.map((entry, i) => entry * (1 + 0.1 * Math.abs(normals[i]))),
  );
  const quantiles = [1, 4, 30, Number.POSITIVE_INFINITY].flatMap((freedom) =>
    [1e-6, 0.01, 0.3].map((p) => studentT(math, freedom).quantile(p)),
  );
  const limit = extrapolate(
    math,
    [0.4, 0.2, 0.1, 0.05].map((at) => ({ x: at, value: Math.sqrt(1 + at), rounding: 1e-15 })),
  );
  return sha256(canonicalJson([normals, directions, fit, quantiles, limit]));
}

describe("samplers, fits and laws", () => {
  const backends = availableBackends();
  it("give the same bits on every backend", async () => {
    const digests = await Promise.all(backends.map(digest));
    expect(new Set(digests).size, `${backends.join(", ")}: ${digests.join(", ")}`).toBe(1);
  });

  it("give the bits of this numerics version; another digest is an entry in ERRATA.md", async () => {
    expect(await digest("wasm")).toBe("b79f4f8aa9b031f1c3663c9b7c16f35377188f302d10903634638ba3fec13410");
  });
});
