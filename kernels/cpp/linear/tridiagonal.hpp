// Householder tridiagonalisation QᵀAQ = T of a symmetric matrix, a block of columns at a time.
//
// Within a block the matrix stays as it was: what earlier reflections of the block would change is kept as A − Vᵀ W − Wᵀ V and
// added to each product A v. Half of all work is that product, which reads the matrix once per column and is bound by memory;
// the other half is one product per block. Source: Dongarra, Sorensen, Hammarling 1989.
#pragma once

#include "linear/reflectors.hpp"

OVERPARAM_BEGIN

struct Tridiagonal {
  static constexpr Count block = 32;
  double* stack;     // [3 block, n]: rows V, W, V again, so that V,W and W,V are each contiguous
  double* products;  // [2 block]
  double* taus;      // [n]
  ProductScratch scratch;

  static void layout(Carver& carver, Tridiagonal& t, double n) {
    carver.take(t.stack, 3 * block, n);
    carver.take(t.products, 2 * block);
    carver.take(t.taus, n);
    ProductScratch::layout(carver, t.scratch, n, 2 * block, n);
  }

  // Of a [n,n] the upper half is read. diagonal [n], off [n]: off[i] couples i and i + 1. Row k of a then holds v_k from column k + 1 on.
  void reduce(double* a, Count n, double* diagonal, double* off) const {
    for (Count k0 = 0; k0 < n; k0 += block) {
      const Count ks = n - k0 < block ? n - k0 : block;
      double* v = stack;
      double* w = stack + ks * n;
      for (Count j = 0; j < ks; j++) {
        const Count k = k0 + j, rest = n - k - 1;
        double* row = a + k * n;
        add_rows_negated(v + k, n, w + k, j, row + k, rest + 1);
        add_rows_negated(w + k, n, v + k, j, row + k, rest + 1);
        diagonal[k] = row[k];
        off[k] = taus[k] = 0;
        if (rest == 0) break;
        const Reflection h = reflection(row + k + 1, rest);
        off[k] = h.beta;
        taus[k] = h.tau;
        double* mine = v + j * n + k + 1;
        double* image = w + j * n + k + 1;
        for (Count i = 0; i < rest; i++) mine[i] = row[k + 1 + i];
        for (Count i = 0; i < rest; i++) image[i] = 0;
        if (h.tau == 0) continue;
        // w = τ (A − VᵀW − WᵀV) v, then w − (τ/2)(w·v) v
        symmetric_times(a + (k + 1) * (n + 1), n, rest, mine, image);
        dot_rows(v + k + 1, n, j, mine, rest, products);
        dot_rows(w + k + 1, n, j, mine, rest, products + block);
        for (Count l = 0; l < 2 * block; l++) products[l] = -products[l];
        add_rows(products + block, 1, v + k + 1, n, j, image, rest);
        add_rows(products, 1, w + k + 1, n, j, image, rest);
        for (Count i = 0; i < rest; i++) image[i] *= h.tau;
        fused_axpy(-0.5 * h.tau * fused_dot(image, mine, rest), mine, image, rest);
      }
      const Count next = k0 + ks, rest = n - next;
      if (rest == 0) break;
      for (Count j = 0; j < ks; j++)
        for (Count i = next; i < n; i++) stack[(2 * ks + j) * n + i] = v[j * n + i];
      product(row_major(stack + next, n).transposed(), row_major(stack + ks * n + next, n), a + next * (n + 1), n, rest, 2 * ks, rest,
              scratch, true, -1, Part::upper);
    }
  }

 private:
  // y −= Σ_r a[r · stride] · row r of x
  void add_rows_negated(const double* a, Count stride, const double* x, Count rows, double* y, Count n) const {
    for (Count r = 0; r < rows; r++) products[r] = -a[r * stride];
    add_rows(products, 1, x, stride, rows, y, n);
  }
};

OVERPARAM_END
