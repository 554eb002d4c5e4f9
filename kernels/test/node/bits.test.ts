import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/engine.ts";
import { availableBackends, loadEngine } from "../../src/node/index.ts";
import { parameterCount } from "../../src/two-layer.ts";
import { forms, network } from "../support/cases.ts";
import { distance } from "../support/derivative.ts";
import { uniforms } from "../support/random.ts";

/** Numbers of every kind that an engine makes, from the same inputs. */
function everything(engine: Engine): { plain: number[]; sampled: number[]; tiles: number[] } {
  const { math, population, linear } = engine;
  const plain: number[] = [];
  const random = uniforms(2026);
  for (let i = 0; i < 300; i++) {
    const x = random.next() * 40;
    const y = random.next() * 3;
    plain.push(
      math.exp(x),
      math.log(Math.abs(x)),
      math.sin(x * 1e5),
      math.cos(x),
      math.tanh(y),
      math.erf(y),
      math.log1p(Math.abs(x)),
      math.sigmoid(x),
      math.softplus(x),
      math.atan2(x, y),
      math.power(Math.abs(x), i - 150, 12),
    );
  }
  const sampled: number[] = [];
  for (const form of forms) {
    const net = network(...form, 13, 6);
    const theta = random.array(parameterCount(net));
    const out = theta.slice();
    const problem = population.open(net, { directions: random.array(18), weights: random.array(3) });
    plain.push(problem.gradient(theta, out), ...out, problem.floor(theta));
    problem.hessianTimes(theta, random.array(theta.length), out);
    plain.push(...out);
    const square = new Float64Array(theta.length ** 2);
    problem.hessian(theta, square);
    plain.push(...square);
    const moved = theta.slice();
    plain.push(problem.descend(moved, { step: 0.01, steps: 50, stopAt: 0 }).value, ...moved);
    problem.close();
    const data = engine.sampled.open(net, { x: random.array(101 * 6), y: random.array(101) });
    sampled.push(data.gradient(theta, out), ...out);
    const trained = theta.slice();
    data.descend(trained, { step: 0.01, steps: 20, stopAt: 0 });
    sampled.push(...trained);
    data.close();
  }
  for (const activation of ["tanh", "sigmoid", "softplus", "erf", "gelu", "quadratic"] as const) {
    const bent = engine.curvature.open({ activation, students: 11, inputs: 3 }, { x: random.array(300 * 3), y: random.array(300) });
    const theta = random.array(bent.size);
    const square = new Float64Array(bent.size ** 2);
    sampled.push(bent.hessian(theta, square), ...square);
    bent.close();
  }
  const tiles: number[] = [];
  const n = 137;
  const a = random.array(n * n);
  for (let i = 0; i < n; i++) a[i * n + i] = (a[i * n + i] as number) + 20; // well-conditioned: rounding is not amplified
  const gram = new Float64Array(n * n);
  linear.multiply(a, a, gram, { rows: n, inner: n, columns: n, transposeA: true });
  const factor = gram.slice();
  linear.cholesky(gram, n, factor);
  const values = new Float64Array(n);
  const vectors = new Float64Array(n * n);
  linear.eigenSymmetric(gram, n, values, vectors);
  tiles.push(...gram, ...factor, ...values, ...vectors);
  linear.singular(a, n, n, values, { left: gram, right: vectors });
  tiles.push(...values, ...gram, ...vectors);
  linear.qr(a, n, n, gram, vectors);
  tiles.push(...gram, ...vectors);
  const solution = new Float64Array(n);
  linear.leastSquares(a, random.array(n), n, n, solution);
  linear.eigenExtreme(factor, n, { count: 3, end: "largest" }, values.subarray(0, 3));
  tiles.push(...solution, ...values);
  const few = 37;
  const small = random.array(few * few);
  const plainGram = Float64Array.from({ length: few * few }, (_, i) => {
    let sum = 0;
    for (let k = 0; k < few; k++) sum += (small[Math.floor(i / few) * few + k] as number) * (small[(i % few) * few + k] as number);
    return sum;
  });
  const nonNegative = new Float64Array(few);
  linear.nonNegativeLeastSquares(plainGram, random.array(few), few, nonNegative);
  plain.push(...nonNegative);
  return { plain, sampled, tiles };
}

async function numbersOf(options: Parameters<typeof loadEngine>[0]): Promise<ReturnType<typeof everything>> {
  const engine = await loadEngine(options);
  try {
    return everything(engine);
  } finally {
    engine.close();
  }
}

describe("the same numbers everywhere", () => {
  const native = availableBackends().filter((backend) => backend !== "wasm");
  let wasm: ReturnType<typeof everything>;
  beforeAll(async () => {
    wasm = await numbersOf({ backend: "wasm" });
  });

  it.each(native)(
    "%s has the bits of WebAssembly outside the tiles, and its sampled steps agree to 1e-12, its linear algebra to 1e-11",
    async (backend) => {
      const { plain, sampled, tiles } = await numbersOf({ backend });
      expect(plain).toEqual(wasm.plain);
      expect(distance(sampled, wasm.sampled)).toBeLessThan(1e-12);
      expect(distance(tiles, wasm.tiles)).toBeLessThan(1e-11);
    },
  );

  it("gives the bits of the unthreaded WebAssembly build on the threaded one", async () => {
    expect(await numbersOf({ backend: "wasm", shared: true })).toEqual(wasm);
  });

  const compilers = ["g++", "clang++"].filter((command) => {
    try {
      execFileSync(command, ["--version"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });

  it.skipIf(compilers.length < 2)(
    "gives the same bits from g++ and from clang++",
    async () => {
      const [first, second] = compilers.map(build) as [string, string];
      for (const backend of native)
        expect(await numbersOf({ backend, addon: second }), backend).toEqual(await numbersOf({ backend, addon: first }));
    },
    600_000,
  );
});

/** The add-on of one compiler: the one in use if that compiler made it, else one in a folder of its own, built once. */
function build(command: string): string {
  const inUse = fileURLToPath(new URL("../../build/native/overparam.node", import.meta.url));
  const [version] = execFileSync(command, ["--version"], { encoding: "utf8" }).split("\n");
  if (existsSync(`${inUse}.hash`) && readFileSync(`${inUse}.hash`, "utf8").split("\n")[1] === version) return inUse;
  const script = fileURLToPath(new URL("../../scripts/build.mjs", import.meta.url));
  const folder = fileURLToPath(new URL(`../../build/compare-${command.replaceAll("+", "p")}`, import.meta.url));
  execFileSync(process.execPath, [script, "--native", "--cxx", command, "--out", folder], { stdio: ["ignore", "ignore", "pipe"] });
  return `${folder}/overparam.node`;
}
