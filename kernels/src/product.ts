/** Sizes of a product: out [rows,columns] = op(a) [rows,inner] · op(b) [inner,columns], op the transpose where asked. */
export interface ProductSizes {
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** This many products of the same sizes, stored one after another in a, b and out (default 1). */
  readonly batch?: number;
}

/** What happens to each entry once its sum is complete: entry ← mask(σ(scale · entry + rowBias[i] + columnBias[j])), in this order. */
export interface ProductFinish {
  /** Adds the product to what out holds before the rest is applied. */
  readonly add?: boolean;
  /** Default 1. */
  readonly scale?: number;
  /** [rows], shared by a batch. */
  readonly rowBias?: Float64Array;
  /** [columns], shared by a batch. */
  readonly columnBias?: Float64Array;
  readonly activation?: "relu" | "abs";
  /** Multiplies by σ'(before), before laid out as out: 1 or 0 for relu, the sign for |x|, and 0 where before is 0. */
  readonly mask?: { readonly activation: "relu" | "abs"; readonly before: Float64Array };
}
