import { type DeepNetwork, deepInputCount, deepParameterCount, type DeepOptions, type Engine, misuse } from "@overparam/kernels";

const mebibyte = 1_048_576;

/** What an empirical kernel will take, known before anything is computed. */
export interface KernelCost {
  /** Samples of a tile's side; the whole kernel is one tile where it is n. */
  readonly tile: number;
  readonly tiles: number;
  /** Bytes at the same time: the kernel, a tile, the samples and parameters handed over, and what the engine takes for the tile. */
  readonly bytes: number;
  /** Multiply-adds, about. */
  readonly operations: number;
}

/** Which kernel: the mean over outputs of each one's own, or all pairs of outputs. */
export interface EmpiricalKernelOptions {
  readonly trained?: readonly boolean[];
  /** `mean`: 1/K Σ_k (J Jᵀ)[(i,k),(j,k)], [n,n]; `full`: [n·K,n·K]. */
  readonly outputs?: "mean" | "full";
  /** Bytes that may be taken, by default what is left of the engine's limit. */
  readonly memory?: number;
}

/**
 * Cost of {@link empiricalKernel}, and the largest tile that the memory allows.
 *
 * @throws Misuse where not even a tile of one sample fits
 */
export function planEmpiricalKernel(
  engine: Engine,
  network: DeepNetwork,
  samples: number,
  options: EmpiricalKernelOptions = {},
): KernelCost {
  const { memory = engine.memory.limit - engine.memory.used, outputs = "mean", trained } = options;
  const K = network.outputs ?? 1;
  const pass = passOf(network, outputs);
  const width = outputs === "full" ? K : 1;
  const p = deepParameterCount(network);
  const inputs = deepInputCount(network);
  const bytesOf = (tile: number): number => {
    const rows = tile >= samples ? samples : 2 * tile;
    const engineBytes = engine.deep.plan(pass, rows, openOptions(trained));
    return engineBytes + 8 * (square(samples * width) + square(Math.min(tile, samples) * width) + rows * (inputs + width) + 2 * p);
  };
  let tile = samples;
  while (tile > 1 && bytesOf(tile) > memory) tile = Math.ceil(tile / 2);
  const bytes = bytesOf(tile);
  if (bytes > memory) {
    const least = `${Math.ceil(bytes / mebibyte)} MiB of the ${Math.floor(memory / mebibyte)} MiB there are`;
    throw misuse("planEmpiricalKernel", "the kernel must fit into the memory", least, "take fewer samples, or an engine with more memory");
  }
  const side = Math.ceil(samples / tile);
  const tiles = (side * (side + 1)) / 2;
  const weights = p * passesOf(network, outputs);
  const units = network.kind === "fully connected" ? network.width : network.channels;
  const pairs = network.layers * units * (outputs === "full" ? 1 + K * K : 2 * K);
  return { tile, tiles, bytes, operations: tiles * (tile >= samples ? samples : 2 * tile) * 2 * weights + samples * samples * pairs };
}

/**
 * The tangent kernel J Jᵀ of a network at θ, in tiles as large as the memory allows.
 *
 * @param x [n, inputs]
 * @returns [n,n], or [n·K,n·K] with outputs = full
 * @cost see {@link planEmpiricalKernel}
 */
export function empiricalKernel(
  engine: Engine,
  network: DeepNetwork,
  theta: Float64Array,
  x: Float64Array,
  options: EmpiricalKernelOptions = {},
): Float64Array {
  const inputs = deepInputCount(network);
  if (x.length === 0 || x.length % inputs !== 0) throw misuse("empiricalKernel", `x must hold rows of ${inputs} entries`, x.length);
  const size = deepParameterCount(network);
  if (theta.length !== size) throw misuse("empiricalKernel", `θ must have ${size} entries`, theta.length);
  const n = x.length / inputs;
  const { outputs = "mean", trained } = options;
  const { tile } = planEmpiricalKernel(engine, network, n, options);
  const pass = passOf(network, outputs);
  const K = network.outputs ?? 1;
  const width = outputs === "full" ? K : 1;
  const out = new Float64Array(square(n * width));
  const runs = outputs === "full" ? [theta] : Array.from({ length: K }, (_, k) => ofOutput(network, theta, k));
  const share = 1 / runs.length;
  // One tile's memory for all tiles: what is dropped waits for the collector, and would be taken beside what was announced.
  const room = new Float64Array(square(Math.min(tile, n) * width));
  for (let i = 0; i < n; i += tile) {
    for (let j = 0; j <= i; j += tile) {
      const [rows, columns] = [Math.min(tile, n - i), Math.min(tile, n - j)];
      const diagonal = i === j;
      const xs = new Float64Array((diagonal ? rows : rows + columns) * inputs);
      xs.set(x.subarray(i * inputs, (i + rows) * inputs));
      if (!diagonal) xs.set(x.subarray(j * inputs, (j + columns) * inputs), rows * inputs);
      const count = xs.length / inputs;
      const problem = engine.deep.open(pass, { x: xs, y: new Float64Array(count * width) }, openOptions(trained));
      const part = room.subarray(0, rows * columns * width * width);
      try {
        for (const run of runs) {
          problem.tangentKernel(run, part, { row: 0, rows, column: diagonal ? 0 : rows, columns });
          for (let r = 0; r < rows * width; r++) {
            for (let c = 0; c < columns * width; c++) {
              const at = (i * width + r) * n * width + j * width + c;
              out[at] = (out[at] as number) + share * (part[r * columns * width + c] as number);
            }
          }
        }
      } finally {
        problem.close();
      }
    }
  }
  for (let r = 0; r < n * width; r++) for (let c = r + 1; c < n * width; c++) out[r * n * width + c] = out[c * n * width + r] as number;
  return out;
}

/** The network that a pass is over: all outputs, or one at a time. */
function passOf(network: DeepNetwork, outputs: "mean" | "full"): DeepNetwork {
  return outputs === "full" ? network : { ...network, outputs: 1 };
}

function passesOf(network: DeepNetwork, outputs: "mean" | "full"): number {
  return outputs === "full" ? 1 : (network.outputs ?? 1);
}

function openOptions(trained: readonly boolean[] | undefined): DeepOptions {
  return trained === undefined ? { tangentKernel: true } : { tangentKernel: true, trained };
}

/** θ with the k-th row of B alone. */
function ofOutput(network: DeepNetwork, theta: Float64Array, k: number): Float64Array {
  const K = network.outputs ?? 1;
  const whole = deepParameterCount(network);
  const row = (whole - deepParameterCount({ ...network, outputs: 1 })) / Math.max(1, K - 1);
  if (K === 1) return theta;
  const hidden = whole - K * row;
  const out = new Float64Array(hidden + row);
  out.set(theta.subarray(0, hidden));
  out.set(theta.subarray(hidden + k * row, hidden + (k + 1) * row), hidden);
  return out;
}

function square(x: number): number {
  return x * x;
}
