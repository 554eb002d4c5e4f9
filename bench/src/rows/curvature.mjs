import { timed } from "../measure.mjs";
import { normals } from "../numbers.mjs";

/** Hessian of a two-layer softplus network, 2 inputs, all biases: θ = W [m,2], b [m], a [m], c; 41, 201 and 401 parameters. */
export const curvatureRows = [10, 50, 100].flatMap((m) =>
  [100, 1000, 10_000].map((n) => ({
    name: `Hessian, ${4 * m + 1} parameters, ${n} samples, PyTorch, 1 thread`,
    peers: true,
    asked: 50,
    sense: "at least",
    unit: "×",
    compare: "speedup",
    async open(context) {
      const engine = await context.engine();
      const d = 2;
      const size = m * d + 2 * m + 1;
      const x = normals(engine, "x", n * d);
      const y = normals(engine, "y", n);
      const theta = normals(engine, "theta", size);
      const problem = engine.curvature.open({ activation: "softplus", students: m, inputs: d }, { x, y });
      const matrix = new Float64Array(size * size);
      const peer = context.peer();
      await peer.open("in_torch.Hessian", { n, d, m }, { x, y, theta });
      const ours = timed((repeats) => {
        for (let i = 0; i < repeats; i++) problem.hessian(theta, matrix);
      });
      return {
        ours,
        theirs: (repeats) => peer.run(repeats),
        async numbers() {
          ours(1);
          await peer.run(1);
          return [matrix, await peer.result()];
        },
        close: () => problem.close(),
      };
    },
  })),
);
