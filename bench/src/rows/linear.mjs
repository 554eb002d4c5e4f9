import { timed } from "../measure.mjs";
import { normals } from "../numbers.mjs";

/** Linear algebra against numpy, which calls LAPACK; our time in units of theirs, one thread. */
export const linearRows = [200, 500, 1000].flatMap((n) => [
  row("symmetric eigen", "in_numpy.Eigen", n, 2, (engine) => {
    const [values, vectors] = [new Float64Array(n), new Float64Array(n * n)];
    const a = symmetric(engine, n);
    return { a, out: values, run: () => engine.linear.eigenSymmetric(a, n, values, vectors) };
  }),
  row("SVD", "in_numpy.SingularValues", n, 2, (engine) => {
    const a = normals(engine, "matrix", n * n);
    const [left, values, right] = [new Float64Array(n * n), new Float64Array(n), new Float64Array(n * n)];
    return { a, out: values, run: () => engine.linear.singular(a, n, n, values, { left, right }) };
  }),
  row("Cholesky", "in_numpy.Cholesky", n, 1.3, (engine) => {
    const a = symmetric(engine, n);
    for (let i = 0; i < n; i++) a[i * n + i] += 4 * n;
    const out = new Float64Array(n * n);
    return { a, out, run: () => engine.linear.cholesky(a, n, out) };
  }),
]);

/** What was asked of n = 1000 alone is shown for the others without a verdict. */
function row(title, peerCase, n, most, prepare) {
  return {
    name: `${title} n=${n}, LAPACK, 1 thread (our time / theirs)`,
    peers: true,
    asked: n === 1000 ? most : undefined,
    sense: "at most",
    unit: "×",
    compare: "time",
    async open(context) {
      const { a, out, run } = prepare(await context.engine());
      const peer = context.peer();
      await peer.open(peerCase, { n }, { a });
      const ours = timed((repeats) => {
        for (let i = 0; i < repeats; i++) run();
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
  };
}

function symmetric(engine, n) {
  const a = normals(engine, "matrix", n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a[j * n + i] = a[i * n + j];
  return a;
}
