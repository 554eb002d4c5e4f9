// Dense products with a finish on every entry, over scratch that `product_plan` sized.
#pragma once

#include "entries/entry.hpp"
#include "product/shared.hpp"

OVERPARAM_BEGIN

OVERPARAM_ENTRY(double, product_plan)(double batch, double rows, double inner, double columns, double members) {
  Carver counting;
  SharedProduct none;
  SharedProduct::layout(counting, none, batch, rows, inner, columns, members);
  return counting.bytes();
}

// `batch` products one after another; the biases are shared, `before` is laid out as out is. A bias is read only if it is wanted,
// `before` only if mask is not 0.
OVERPARAM_ENTRY(void, product_multiply)(Team* team, const double* a, const double* b, double* out, Count batch, Count rows, Count inner,
                                        Count columns, int transpose_a, int transpose_b, int add, double scale, int with_row_bias,
                                        const double* row_bias, int with_column_bias, const double* column_bias, int activation,
                                        int mask, const double* before, double* work) {
  const double sizes[] = {static_cast<double>(batch), static_cast<double>(rows), static_cast<double>(inner), static_cast<double>(columns)};
  Carver carver(work);
  SharedProduct p;
  SharedProduct::layout(carver, p, sizes[0], sizes[1], sizes[2], sizes[3], team->members);
  p.a = a;
  p.b = b;
  p.out = out;
  p.batch = batch;
  p.rows = rows;
  p.inner = inner;
  p.columns = columns;
  p.transpose_a = transpose_a != 0;
  p.transpose_b = transpose_b != 0;
  p.add = add != 0;
  p.bare = scale == 1 && !with_row_bias && !with_column_bias && activation == 0 && mask == 0;
  p.finish.scale = scale;
  p.finish.row_bias = with_row_bias ? row_bias : nullptr;
  p.finish.column_bias = with_column_bias ? column_bias : nullptr;
  p.finish.activation = static_cast<Fold>(activation);
  p.finish.mask = static_cast<Fold>(mask);
  p.finish.before = mask ? before : nullptr;
  p.finish.stride = columns;
  p.members = static_cast<int>(SharedProduct::members_of(sizes[0], sizes[1], sizes[2], sizes[3], team->members));
  p.run(*team);
}

OVERPARAM_END
