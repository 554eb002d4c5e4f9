import { timed } from "../measure.mjs";
import { normals } from "../numbers.mjs";

const sizes = {
  A: { n: 1000, d: 10, m: 50 },
  B: { n: 1000, d: 50, m: 200 },
  C: { n: 4000, d: 100, m: 1000 },
  D: { n: 2000, d: 512, m: 2048 },
  tiny: { n: 64, d: 5, m: 8 },
};
/** So small that no run leaves the region where all arithmetic is ordinary. */
const step = 1e-4;

/** The step of f(x) = Σ a_j σ(w_j·x), squared loss: n samples, d inputs, m neurons; ours many steps a call, as runs do. */
export const twoLayerRows = [
  ...peerRows("HandWritten", "PyTorch hand-written", 1, { A: 3.2, B: 1.9, C: 1.95, D: 1.28 }),
  ...peerRows("Autograd", "PyTorch autograd", 1, { A: 13, B: 5, C: 4.4, D: 1.45 }),
  ...peerRows("HandWritten", "PyTorch hand-written", 2, { A: 5, B: 2.1, C: 2.1, D: 1.3 }),
  ...peerRows("Autograd", "PyTorch autograd, tiny trial (64,5,8)", 1, { tiny: 100 }),
  ...shareRows(undefined, { A: 65, B: 90, C: 92, D: 88 }),
  ...shareRows("wasm", { A: 63, B: 85, C: 86, D: 86 }),
  ...["tanh", "softplus", "erf"].map((activation) => ({
    name: `${activation} at B relative to relu at B`,
    asked: 1.6,
    sense: "at most",
    unit: "×",
    compare: "time",
    async open(context) {
      const engine = await context.engine();
      const [smooth, relu] = [openStep(engine, sizes.B, activation), openStep(engine, sizes.B, "relu")];
      return {
        ours: smooth.run,
        theirs: relu.run,
        close() {
          smooth.close();
          relu.close();
        },
      };
    },
  })),
];

function peerRows(peerCase, title, threads, asked) {
  return Object.entries(asked).map(([size, least]) => ({
    name: `${title}, ${threads} thread${threads > 1 ? "s" : ""}${size === "tiny" ? "" : `, ${size}`}`,
    peers: true,
    asked: least,
    sense: "at least",
    unit: "×",
    compare: "speedup",
    async open(context) {
      const ours = openStep(await context.engine(threads), sizes[size], "relu");
      const peer = context.peer(threads);
      await peer.open(`in_torch.${peerCase}`, { ...sizes[size], step }, ours.arrays);
      return {
        ours: ours.run,
        theirs: (repeats) => peer.run(repeats),
        async numbers() {
          ours.run(5);
          await peer.run(5);
          const theirs = await peer.result();
          // The steps themselves, not the start that both were given.
          return [ours.moved(), theirs.map((value, i) => value - ours.start[i])];
        },
        tolerance: 1e-8,
        close: ours.close,
      };
    },
  }));
}

function shareRows(backend, asked) {
  return Object.entries(asked).map(([size, least]) => ({
    name: `share of ${backend === "wasm" ? "the WebAssembly" : "the native"} peak, 1 thread, ${size}`,
    asked: least,
    sense: "at least",
    unit: "%",
    compare: "share",
    async open(context) {
      const { n, d, m } = sizes[size];
      const ours = openStep(await context.engine(1, backend), sizes[size], "relu");
      const peak = await context.peak(backend);
      return {
        ours: ours.run,
        theirs: (repeats) => repeats / peak.rate(context.options.milliseconds),
        theirsIsRate: true,
        operations: 4 * n * m * d,
        close: ours.close,
      };
    },
  }));
}

/** A problem opened on an engine with the arrays that a peer is given too; each run goes on from where the last one ended. */
function openStep(engine, { n, d, m }, activation) {
  const x = normals(engine, "x", n * d);
  const y = normals(engine, "y", n);
  const start = normals(engine, "theta", m * d + m, 1 / Math.sqrt(m));
  const theta = start.slice();
  const problem = engine.sampled.open({ activation, parameterization: "output", students: m, inputs: d }, { x, y });
  return {
    arrays: { x, y, theta: start },
    start,
    moved: () => theta.map((value, i) => value - start[i]),
    run: timed((steps) => problem.descend(theta, { step, steps, stopAt: Number.NEGATIVE_INFINITY })),
    close: () => problem.close(),
  };
}
