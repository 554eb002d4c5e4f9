import { misuse } from "../misuse.ts";
import type { ProductFinish, ProductSizes } from "../product.ts";
import type { Binding } from "./binding.ts";
import { checkArray, checkCount } from "./checks.ts";
import type { Memory } from "./memory.ts";

type Multiply = (a: Float64Array, b: Float64Array, out: Float64Array, sizes: ProductSizes, finish?: ProductFinish) => void;

/** Positions are the numbers that the C++ side uses (cpp/product/finish.hpp). */
const folds = ["identity", "relu", "abs"] as const;

/** The dense product over a host's flat functions; its scratch is what `product_plan` says. */
export function assembleProduct({ call, team }: Binding, memory: Memory): Multiply {
  const where = "linear.multiply";
  const none = new Float64Array(0);
  return (a, b, out, { rows, inner, columns, transposeA = false, transposeB = false, batch = 1 }, finish = {}) => {
    checkCount(where, "rows", rows, 0);
    checkCount(where, "inner", inner, 0);
    checkCount(where, "columns", columns, 0);
    checkCount(where, "batch", batch, 0);
    checkArray(where, "a", a, batch * rows * inner);
    checkArray(where, "b", b, batch * inner * columns);
    checkArray(where, "out", out, batch * rows * columns);
    const { add = false, scale = 1, rowBias, columnBias, activation = "identity", mask } = finish;
    const others = [a, b];
    if (rowBias !== undefined) others.push(checkArray(where, "rowBias", rowBias, rows));
    if (columnBias !== undefined) others.push(checkArray(where, "columnBias", columnBias, columns));
    if (mask !== undefined) others.push(checkArray(where, "mask.before", mask.before, batch * rows * columns));
    if (others.some((other) => overlaps(out, other))) throw misuse(where, "out must not share memory with what is read");
    const fold = (name: string, value: (typeof folds)[number]): number => {
      const index = folds.indexOf(value);
      if (index < 0) throw misuse(where, `${name} must be relu or abs`, value);
      return index;
    };
    const [sigma, slope] = [fold("activation", activation), fold("mask.activation", mask?.activation ?? "identity")];
    memory.withScratch(where, call.product_plan(batch, rows, inner, columns, team.members), (work) => {
      call.product_multiply(
        team.block,
        a,
        b,
        out,
        batch,
        rows,
        inner,
        columns,
        Number(transposeA),
        Number(transposeB),
        Number(add),
        scale,
        Number(rowBias !== undefined),
        rowBias ?? none,
        Number(columnBias !== undefined),
        columnBias ?? none,
        sigma,
        slope,
        mask?.before ?? none,
        work,
      );
    });
  };
}

function overlaps(a: Float64Array, b: Float64Array): boolean {
  return a.buffer === b.buffer && a.byteOffset < b.byteOffset + b.byteLength && b.byteOffset < a.byteOffset + a.byteLength;
}
