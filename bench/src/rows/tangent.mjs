import { timed } from "../measure.mjs";
import { normals } from "../numbers.mjs";

const [n, d, m] = [512, 64, 512];

/** The tangent kernel of two-layer relu networks by the same contraction in numpy; nothing was asked of it. */
export const tangentRows = [
  {
    name: `two-layer tangent kernel n=${n} (d=${d}, m=${m}), numpy, 1 thread`,
    peers: true,
    sense: "at least",
    unit: "×",
    compare: "speedup",
    async open(context) {
      const engine = await context.engine();
      const theta = normals(engine, "theta", m * d + m, 1 / Math.sqrt(m));
      const x = normals(engine, "x", n * d);
      const out = new Float64Array(n * n);
      const peer = context.peer();
      await peer.open("in_numpy.TangentKernel", { n, d, m }, { theta, x });
      const ours = timed((repeats) => {
        for (let i = 0; i < repeats; i++)
          engine.tangent.gram({ activation: "relu", parameterization: "output", students: m, inputs: d }, theta, x, out);
      });
      return {
        ours,
        theirs: (repeats) => peer.run(repeats),
        async numbers() {
          ours(1);
          await peer.run(1);
          return [out, await peer.result()];
        },
      };
    },
  },
];
