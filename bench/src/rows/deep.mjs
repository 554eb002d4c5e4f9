import { timed } from "../measure.mjs";
import { normals } from "../numbers.mjs";

const step = 1e-4;
const images = [
  { n: 64, height: 28, width: 28, channels: 32 },
  { n: 32, height: 16, width: 16, channels: 64 },
];

/** Full-batch steps of deep networks, squared loss, every layer trained, against PyTorch autograd; one thread. */
export const deepRows = [
  row("deep FC (n=256, d=64, L=4, m=1024)", 1.6, "deep.FullyConnected", { n: 256, d: 64, m: 1024, layers: 4 }, ({ d, m, layers }) => ({
    kind: "fully connected",
    inputs: d,
    width: m,
    layers,
  })),
  ...images.flatMap((size) =>
    [
      ["CNN", "convolutional", "deep.Convolutional"],
      ["ResNet", "residual", "deep.Residual"],
    ].map(([title, kind, peerCase]) =>
      row(
        `${title} (${size.n} images ${size.height}×${size.width}, ${size.channels} channels)`,
        2.5,
        peerCase,
        { ...size, layers: 3, scale: 0.5 },
        ({ height, width, channels, layers, scale }) => ({
          kind,
          height,
          width,
          channels,
          layers,
          ...(kind === "residual" ? { scale } : {}),
        }),
      ),
    ),
  ),
  {
    ...row(
      "tangent kernel n=512 (d=64, L=3, m=512)",
      undefined,
      "deep.TangentKernel",
      { n: 512, d: 64, m: 512, layers: 3 },
      ({ d, m, layers }) => ({
        kind: "fully connected",
        inputs: d,
        width: m,
        layers,
      }),
    ),
    open: openGram,
  },
];

function row(title, asked, peerCase, sizes, network) {
  return {
    name: `${title}, PyTorch${asked === undefined ? " by layers" : " autograd"}, 1 thread`,
    peers: true,
    asked,
    sense: "at least",
    unit: "×",
    compare: "speedup",
    peerCase,
    sizes,
    network,
    open: openStep,
  };
}

/** Inputs, targets and a start at which activations keep their size from layer to layer. */
function problemOf(engine, { sizes, network }) {
  const shape = network(sizes);
  const convolution = shape.kind !== "fully connected";
  const inputs = convolution ? sizes.channels * sizes.height * sizes.width : sizes.d;
  const blocks = convolution
    ? [...Array.from({ length: sizes.layers }, () => [sizes.channels ** 2 * 9, sizes.channels * 9]), [inputs, inputs]]
    : [
        ...Array.from({ length: sizes.layers }, (_, l) => [sizes.m * (l === 0 ? sizes.d : sizes.m), l === 0 ? sizes.d : sizes.m]),
        [sizes.m, sizes.m],
      ];
  const theta = new Float64Array(blocks.reduce((sum, [size]) => sum + size, 0));
  let at = 0;
  for (const [index, [size, fan]] of blocks.entries()) {
    theta.set(normals(engine, `layer ${index}`, size, Math.sqrt((index < blocks.length - 1 ? 2 : 1) / fan)), at);
    at += size;
  }
  return { shape, x: normals(engine, "x", sizes.n * inputs), y: normals(engine, "y", sizes.n), theta };
}

async function openStep(context) {
  const engine = await context.engine();
  const { shape, x, y, theta } = problemOf(engine, this);
  const problem = engine.deep.open(shape, { x, y });
  const peer = context.peer();
  await peer.open(this.peerCase, { ...this.sizes, step }, { x, y, theta });
  const start = theta.slice();
  const ours = timed((steps) => problem.descend(theta, { step, steps, stopAt: Number.NEGATIVE_INFINITY }));
  return {
    ours,
    theirs: (repeats) => peer.run(repeats),
    async numbers() {
      ours(3);
      await peer.run(3);
      const theirs = await peer.result();
      return [theta.map((value, i) => value - start[i]), theirs.map((value, i) => value - start[i])];
    },
    tolerance: 1e-8,
    close: () => problem.close(),
  };
}

async function openGram(context) {
  const engine = await context.engine();
  const { shape, x, y, theta } = problemOf(engine, this);
  const problem = engine.deep.open(shape, { x, y }, { tangentKernel: true });
  const out = new Float64Array(this.sizes.n ** 2);
  const peer = context.peer();
  await peer.open(this.peerCase, this.sizes, { x, theta });
  const ours = timed((repeats) => {
    for (let i = 0; i < repeats; i++) problem.tangentKernel(theta, out);
  });
  return {
    ours,
    theirs: (repeats) => peer.run(repeats),
    async numbers() {
      ours(1);
      await peer.run(1);
      return [out, await peer.result()];
    },
    close: () => problem.close(),
  };
}
