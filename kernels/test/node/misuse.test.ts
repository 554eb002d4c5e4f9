import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine.ts";
import { Misuse } from "../../src/misuse.ts";
import { loadEngine, type NodeEngineOptions } from "../../src/node/index.ts";
import type { TwoLayer } from "../../src/two-layer.ts";

describe("bad input is one sentence, before anything is allocated", () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadEngine({ backend: "wasm", memory: 2 ** 20 });
  });
  afterAll(() => engine.close());

  const good: TwoLayer = { activation: "abs", parameterization: "conic", students: 2, inputs: 3 };
  const teacher = { directions: new Float64Array(3), weights: new Float64Array(1) };
  const open = (change: Partial<Record<keyof TwoLayer, unknown>>) => engine.population.open({ ...good, ...change } as TwoLayer, teacher);
  const f = (length: number) => new Float64Array(length);

  const cases: [what: string, act: () => unknown, says: RegExp][] = [
    ...[0, -1, 1.5, 1e12, Number.NaN, Number.POSITIVE_INFINITY, "3", null, undefined].map((students): [string, () => unknown, RegExp] => [
      `students ${students}`,
      () => open({ students }),
      /^population\.open: students must be a whole number from 1/,
    ]),
    ["inputs 0", () => open({ inputs: 0 }), /inputs must be a whole number/],
    ["an unknown activation", () => open({ activation: "tanh" }), /activation must be one of relu, abs; got "tanh"/],
    [
      "an unknown parameterization",
      () => open({ parameterization: "deep" }),
      /parameterization must be one of plain, output, conic, squared-entry/,
    ],
    ["a plan of 10^12 students", () => engine.population.plan({ ...good, students: 1e12 }, 3), /students must be a whole number/],
    [
      "a plan above the limit",
      () => open({ students: 1e6 }),
      /more memory than the engine's limit: .* wanted, .* of 1\.0 MiB in use.*larger memory option/,
    ],
    [
      "a teacher of another shape",
      () => engine.population.open(good, { directions: f(4), weights: f(1) }),
      /teacher\.directions must have 3 entries; got 4/,
    ],
    ["a plain array", () => engine.population.open(good, { directions: [1, 2, 3] as never, weights: f(1) }), /must be a Float64Array/],
    ["a short theta", () => using(open({}), (p) => p.value(f(5))), /population\.value: theta must have 6 entries; got 5/],
    ["a short out", () => using(open({}), (p) => p.gradient(f(6), f(5))), /out must have 6 entries/],
    [
      "a step of 0",
      () => using(open({}), (p) => p.descend(f(6), { step: 0, steps: 1, stopAt: 0 })),
      /step must be a positive number; got 0/,
    ],
    ["half a step", () => using(open({}), (p) => p.descend(f(6), { step: 1, steps: 0.5, stopAt: 0 })), /steps must be a whole number/],
    [
      "stopping at NaN",
      () => using(open({}), (p) => p.descend(f(6), { step: 1, steps: 1, stopAt: Number.NaN })),
      /stopAt must be a number/,
    ],
    [
      "a closed problem",
      () => {
        const problem = open({});
        problem.close();
        problem.close();
        problem.value(f(6));
      },
      /has been closed/,
    ],
    ["no samples", () => engine.sampled.open(good, { x: f(0), y: f(0) }), /samples \(the length of y\) must be a whole number from 1/],
    ["samples of another width", () => engine.sampled.open(good, { x: f(5), y: f(2) }), /x must have 6 entries; got 5/],
    ["samples above the limit", () => engine.sampled.open({ ...good, students: 1e6 }, { x: f(3), y: f(1) }), /MiB wanted/],
    ["an angle above π", () => engine.population.psi(4), /angle must lie in \[0, π\]; got 4/],
    ["broken rows", () => engine.population.gram("relu", f(4), f(3), 3, f(1)), /u must have whole rows of 3 entries/],
    ["a fifth root", () => engine.math.power(2, 1, 5), /denominator must be a product of twos and threes/],
    ["a broken power", () => engine.math.power(2, 0.5, 1), /numerator must be a whole number/],
    ["an unknown function", () => engine.math.each("sinh" as never, f(1), f(1)), /must be one of exp, log/],
    ["a matrix of another size", () => engine.linear.cholesky(f(5), 2, f(4)), /a must have 4 entries; got 5/],
    ["eigenvalues of NaN", () => engine.linear.eigenSymmetric(f(4).fill(Number.NaN), 2, f(2)), /finite entries; entry 0 has not; got NaN/],
    [
      "a product onto its factor",
      () => {
        const a = f(4);
        engine.linear.multiply(a, f(4), a, { rows: 2, inner: 2, columns: 2 });
      },
      /must not share memory/,
    ],
    ["an arena of −1 bytes", () => engine.arena(-1), /bytes must be a whole number/],
    ["an arena above the limit", () => engine.arena(2 ** 40), /more memory than the engine's limit: 1024\.0 GiB wanted/],
    [
      "a full arena",
      () => {
        const arena = engine.arena(128);
        try {
          arena.float64(8);
          arena.float64(9);
        } finally {
          arena.free();
        }
      },
      /the arena is full: 72 bytes wanted, 64 bytes left of 128 bytes/,
    ],
    [
      "a freed arena",
      () => {
        const arena = engine.arena(128);
        arena.free();
        arena.float64(1);
      },
      /has been freed/,
    ],
  ];
  it.each(cases)("%s", (_, act, says) => {
    const before = engine.memory.used;
    expect(act).toThrow(Misuse);
    expect(act).toThrow(says);
    expect(engine.memory.used).toBe(before);
  });

  const options: [what: string, options: NodeEngineOptions, says: RegExp][] = [
    ["an unknown backend", { backend: "cuda" as never }, /backend must be one of auto, avx512, avx2, generic, wasm; got "cuda"/],
    ["no threads", { threads: 0 }, /threads must be a whole number from 1/],
    ["no memory", { memory: 0 }, /memory must be a number of bytes/],
    ["more than WebAssembly has", { backend: "wasm", memory: 2 ** 33 }, /at most 4 GiB/],
    [
      "an add-on that is not there",
      { backend: "avx2", addon: "/nowhere/overparam.node" },
      /backend avx2 is not available: the native kernels are not built\. Run `npm run build`/,
    ],
  ];
  it.each(options)("loading with %s", async (_, wrong, says) => {
    await expect(loadEngine(wrong)).rejects.toThrow(says);
    await expect(loadEngine(wrong)).rejects.toBeInstanceOf(Misuse);
  });

  it("falls back to WebAssembly with one sentence when the add-on is not there", async () => {
    const notices: string[] = [];
    const fallback = await loadEngine({
      backend: "auto",
      addon: "/nowhere/overparam.node",
      onNotice: (sentence) => notices.push(sentence),
    });
    expect(fallback.backend).toBe("wasm");
    expect(notices).toHaveLength(1);
    expect(notices[0]).toMatch(/^WebAssembly computes, up to 4 times slower/);
    fallback.close();
  });
});

function using<P extends { close(): void }>(problem: P, act: (problem: P) => unknown): unknown {
  try {
    return act(problem);
  } finally {
    problem.close();
  }
}
