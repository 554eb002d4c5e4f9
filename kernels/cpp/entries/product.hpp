// Dense products with a finish on every entry, over scratch that `product_plan` sized.
#pragma once

#include "entries/entry.hpp"
#include "product/product.hpp"

OVERPARAM_BEGIN

OVERPARAM_ENTRY(double, product_plan)(double rows, double inner, double columns) {
  Carver counting;
  ProductScratch none;
  ProductScratch::layout(counting, none, rows, inner, columns);
  return counting.bytes();
}

// `batch` products one after another; the biases are shared, `before` is laid out as out is. A bias is read only if it is wanted,
// `before` only if mask is not 0.
OVERPARAM_ENTRY(void, product_multiply)(const double* a, const double* b, double* out, Count batch, Count rows, Count inner, Count columns,
                                        int transpose_a, int transpose_b, int add, double scale, int with_row_bias,
                                        const double* row_bias, int with_column_bias, const double* column_bias, int activation,
                                        int mask, const double* before, double* work) {
  Carver carver(work);
  ProductScratch scratch;
  ProductScratch::layout(carver, scratch, static_cast<double>(rows), static_cast<double>(inner), static_cast<double>(columns));
  Finish finish;
  finish.scale = scale;
  finish.row_bias = with_row_bias ? row_bias : nullptr;
  finish.column_bias = with_column_bias ? column_bias : nullptr;
  finish.activation = static_cast<Fold>(activation);
  finish.mask = static_cast<Fold>(mask);
  finish.stride = columns;
  for (Count l = 0; l < batch; l++) {
    const double* left = a + l * rows * inner;
    const double* right = b + l * inner * columns;
    const Matrix first = transpose_a ? row_major(left, rows).transposed() : row_major(left, inner);
    const Matrix second = transpose_b ? row_major(right, inner).transposed() : row_major(right, columns);
    double* to = out + l * rows * columns;
    if (scale == 1 && !with_row_bias && !with_column_bias && activation == 0 && mask == 0) {
      product(first, second, to, columns, rows, inner, columns, scratch, add != 0);
    } else {
      finish.before = mask ? before + l * rows * columns : nullptr;
      product(first, second, to, columns, rows, inner, columns, scratch, add != 0, 1, Part::all, finish);
    }
  }
}

OVERPARAM_END
