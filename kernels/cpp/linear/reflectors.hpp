// Many reflections at once: H_0 H_1 … H_{k−1} = I − Yᵀ T Y with T upper triangular, so that applying them is three products.
// Source: Schreiber, Van Loan 1989.
#pragma once

#include "linear/fused.hpp"
#include "linear/householder.hpp"
#include "product/product.hpp"

OVERPARAM_BEGIN

inline constexpr Count reflector_block = 32;

struct Reflectors {
  double* y;        // [block, length]: row l is v_l, with the zeros before it and the 1 that starts it
  double* t;        // [block, block]
  double* gram;     // [block, block]
  double* images;   // [rows, block]
  double* turned;   // [rows, block]
  ProductScratch scratch;

  // For matrices of at most rows × length.
  static void layout(Carver& carver, Reflectors& r, double rows, double length) {
    carver.take(r.y, reflector_block, length);
    carver.take(r.t, reflector_block, reflector_block);
    carver.take(r.gram, reflector_block, reflector_block);
    carver.take(r.images, larger(rows, 1), reflector_block);
    carver.take(r.turned, larger(rows, 1), reflector_block);
    ProductScratch::layout(carver, r.scratch, larger(rows, length), larger(length, reflector_block), larger(length, reflector_block));
  }

  // Takes `count` ≤ block reflections; v_l is at from + l (stride + 1), of `length` − l entries.
  void take(const double* from, Count stride, const double* taus, Count count, Count length) const {
    for (Count l = 0; l < count; l++) {
      double* row = y + l * length;
      for (Count i = 0; i < l; i++) row[i] = 0;
      for (Count i = l; i < length; i++) row[i] = from[l * stride + i];
    }
    product(row_major(y, length), row_major(y, length).transposed(), gram, count, count, length, count, scratch);
    // Column l of T: −τ_l T (Y v_l) above, τ_l on the diagonal.
    for (Count l = 0; l < count; l++) {
      for (Count i = 0; i < l; i++) {
        double sum = 0;
        for (Count k = i; k < l; k++) sum += t[i * count + k] * gram[k * count + l];
        t[i * count + l] = -taus[l] * sum;
      }
      t[l * count + l] = taus[l];
      for (Count i = l + 1; i < count; i++) t[i * count + l] = 0;
    }
  }

  // x [rows, length] ← x H_0 H_1 … (or, `reversed`, x … H_1 H_0), of the reflections last taken.
  void apply(double* x, Count stride, Count rows, Count count, Count length, bool reversed) const {
    const Matrix triangle = row_major(t, count), vectors = row_major(y, length);
    product(row_major(x, stride), vectors.transposed(), images, count, rows, length, count, scratch);
    product(row_major(images, count), reversed ? triangle.transposed() : triangle, turned, count, rows, count, count, scratch);
    product(row_major(turned, count), vectors, x, stride, rows, count, length, scratch, true, -1);
  }

  // out [rows,n] ← the first rows of H_{count−1} … H_0, count ≤ rows ≤ n, where v_l starts in column l + offset of row l of `from`.
  void accumulate(const double* from, Count stride, const double* taus, Count count, Count offset, double* out, Count rows, Count n) const {
    for (Count i = 0; i < rows * n; i++) out[i] = 0;
    for (Count i = 0; i < rows; i++) out[i * n + i] = 1;
    // From the last block on, each touches only the trailing part, which its successors have filled.
    for (Count l0 = (count - 1) / reflector_block * reflector_block; count > 0 && l0 >= 0; l0 -= reflector_block) {
      const Count some = count - l0 < reflector_block ? count - l0 : reflector_block, first = l0 + offset, length = n - first;
      take(from + l0 * stride + first, stride, taus + l0, some, length);
      apply(out + first * (n + 1), n, rows - first, some, length, true);
    }
  }
};

OVERPARAM_END
