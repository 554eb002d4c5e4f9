import type { LinearAlgebra } from "../linear.ts";
import { misuse } from "../misuse.ts";
import type { Binding } from "./binding.ts";
import { checkArray, checkCount } from "./checks.ts";
import type { Memory } from "./memory.ts";
import { assembleProduct } from "./product.ts";

/** Linear algebra over a host's flat functions; scratch sizes are those stated in cpp/entries/linear.hpp. */
export function assembleLinear(binding: Binding, memory: Memory): LinearAlgebra {
  const { call } = binding;
  const none = new Float64Array(0);
  return {
    multiply: assembleProduct(binding, memory),
    cholesky(a, n, out) {
      const where = "linear.cholesky";
      checkCount(where, "n", n);
      checkArray(where, "a", a, n * n);
      checkArray(where, "out", out, n * n);
      return memory.withScratch(where, call.linear_cholesky_plan(n), (work) => call.linear_cholesky(a, n, out, work));
    },
    choleskySolve(factor, n, b, columns = 1) {
      const where = "linear.choleskySolve";
      checkCount(where, "n", n);
      checkCount(where, "columns", columns);
      checkArray(where, "factor", factor, n * n);
      checkArray(where, "b", b, n * columns);
      call.linear_cholesky_solve(factor, n, b, columns);
    },
    eigenSymmetric(a, n, values, vectors) {
      const where = "linear.eigenSymmetric";
      checkCount(where, "n", n);
      checkArray(where, "a", a, n * n);
      checkArray(where, "values", values, n);
      if (vectors !== undefined) checkArray(where, "vectors", vectors, n * n);
      checkFinite(where, "a", a);
      const wanted = Number(vectors !== undefined);
      memory.withScratch(where, call.linear_eigen_plan(n, wanted), (work) => {
        const converged = call.linear_eigen(a, n, values, vectors ?? none, wanted, work);
        if (converged !== 1) throw new Error(`${where}: the QL iteration did not converge`);
      });
    },
    eigenExtreme(a, n, { count, end }, values, vectors = new Float64Array(count * n)) {
      const where = "linear.eigenExtreme";
      checkCount(where, "n", n);
      checkCount(where, "count", count);
      if (count > n) throw misuse(where, `count must be at most n = ${n}`, count);
      if (end !== "largest" && end !== "smallest") throw misuse(where, "end must be largest or smallest", end);
      checkArray(where, "a", a, n * n);
      checkArray(where, "values", values, count);
      checkArray(where, "vectors", vectors, count * n);
      checkFinite(where, "a", a);
      const sign = end === "largest" ? 1 : -1;
      memory.withScratch(where, call.linear_lanczos_plan(n, count), (work) => {
        const converged = call.linear_lanczos(a, n, count, sign, values, vectors, work);
        if (converged !== 1) throw new Error(`${where}: the QL iteration did not converge`);
      });
    },
    singular(a, n, p, values, vectors) {
      const where = "linear.singular";
      checkCount(where, "n", n);
      checkCount(where, "p", p);
      const k = Math.min(n, p);
      checkArray(where, "a", a, n * p);
      checkArray(where, "values", values, k);
      if (vectors !== undefined) {
        checkArray(where, "vectors.left", vectors.left, k * n);
        checkArray(where, "vectors.right", vectors.right, k * p);
      }
      checkFinite(where, "a", a);
      const wanted = Number(vectors !== undefined);
      memory.withScratch(where, call.linear_singular_plan(n, p, wanted), (work) => {
        const converged = call.linear_singular(a, n, p, values, vectors?.left ?? none, vectors?.right ?? none, wanted, work);
        if (converged !== 1) throw new Error(`${where}: the QR iteration did not converge`);
      });
    },
    qr(a, n, p, q, r) {
      const where = "linear.qr";
      checkCount(where, "n", n);
      checkCount(where, "p", p);
      const k = Math.min(n, p);
      checkArray(where, "a", a, n * p);
      checkArray(where, "q", q, n * k);
      checkArray(where, "r", r, k * p);
      checkFinite(where, "a", a);
      memory.withScratch(where, call.linear_qr_plan(n, p), (work) => call.linear_qr(a, n, p, q, r, work));
    },
    leastSquares(a, b, n, p, out) {
      const where = "linear.leastSquares";
      checkCount(where, "n", n);
      checkCount(where, "p", p);
      checkArray(where, "a", a, n * p);
      checkArray(where, "b", b, n);
      checkArray(where, "out", out, p);
      checkFinite(where, "a", a);
      const doubles = p * n + n + 4 * p + Math.min(n, p) * p;
      return memory.withScratch(where, 8 * doubles, (work) => call.linear_least_squares(a, b, n, p, out, work));
    },
    nonNegativeLeastSquares(gram, right, n, out) {
      const where = "linear.nonNegativeLeastSquares";
      checkCount(where, "n", n);
      checkArray(where, "gram", gram, n * n);
      checkArray(where, "right", right, n);
      checkArray(where, "out", out, n);
      checkFinite(where, "gram", gram);
      checkFinite(where, "right", right);
      const report = new Float64Array(2);
      memory.withScratch(where, 8 * n * (n + 4), (work) => call.linear_nonnegative(gram, right, n, out, work, report));
      const [iterations, residual] = report as unknown as [number, number];
      return { iterations, residual };
    },
  };
}

function checkFinite(where: string, name: string, values: Float64Array): void {
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) throw misuse(where, `${name} must have finite entries; entry ${index} has not`, values[index]);
}
