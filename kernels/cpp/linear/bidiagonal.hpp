// Householder bidiagonalisation QᵀAP = B of a square matrix, a block of columns at a time, as in tridiagonal.hpp: within a block
// A stays as it was and what would change it is kept as A − Vᵀ Y − Xᵀ U. Source: Dongarra, Sorensen, Hammarling 1989.
#pragma once

#include "linear/reflectors.hpp"

OVERPARAM_BEGIN

struct Bidiagonal {
  static constexpr Count block = 32;
  double* left_stack;   // [2 block, n]: rows V (left vectors), then X
  double* right_stack;  // [2 block, n]: rows Y, then U (right vectors)
  double* products;     // [2 block]
  double* left_taus;    // [n]
  double* right_taus;   // [n]
  ProductScratch scratch;

  static void layout(Carver& carver, Bidiagonal& b, double n) {
    carver.take(b.left_stack, 2 * block, n);
    carver.take(b.right_stack, 2 * block, n);
    carver.take(b.products, 2 * block);
    carver.take(b.left_taus, n);
    carver.take(b.right_taus, n);
    ProductScratch::layout(carver, b.scratch, n, 2 * block, n);
  }

  // diagonal [n]; off [n]: off[k] is B[k,k+1]. Row k of a [n,n] then holds the right vector from column k + 1 on, row k of
  // left [n,n] the left vector from column k on.
  void reduce(double* a, Count n, double* diagonal, double* off, double* left) const {
    for (Count k0 = 0; k0 < n; k0 += block) {
      const Count ks = n - k0 < block ? n - k0 : block;
      double *v = left_stack, *x = left_stack + ks * n, *y = right_stack, *u = right_stack + ks * n;
      for (Count j = 0; j < ks; j++) {
        const Count k = k0 + j, tall = n - k, rest = tall - 1;
        double* column = left + k * n + k;
        for (Count i = 0; i < tall; i++) column[i] = a[(k + i) * n + k];
        subtract(y + k, n, v + k, n, j, column, tall);
        subtract(u + k, n, x + k, n, j, column, tall);
        const Reflection down = reflection(column, tall);
        diagonal[k] = down.beta;
        left_taus[k] = down.tau;
        for (Count i = 0; i < tall; i++) v[j * n + k + i] = column[i];
        off[k] = right_taus[k] = 0;
        if (rest == 0) break;

        // y = τ (A − VᵀY − XᵀU)ᵀ v
        double* image = y + j * n + k + 1;
        for (Count i = 0; i < rest; i++) image[i] = 0;
        add_rows(column, 1, a + k * n + k + 1, n, tall, image, rest);
        dot_rows(v + k, n, j, column, tall, products);
        dot_rows(x + k, n, j, column, tall, products + block);
        take_away(y + k + 1, j, u + k + 1, j, n, image, rest, down.tau);

        double* row = a + k * n + k + 1;
        subtract(v + k, n, y + k + 1, n, j + 1, row, rest);
        subtract(x + k, n, u + k + 1, n, j, row, rest);
        const Reflection across = reflection(row, rest);
        off[k] = across.beta;
        right_taus[k] = across.tau;
        for (Count i = 0; i < rest; i++) u[j * n + k + 1 + i] = row[i];

        // x = τ (A − VᵀY − XᵀU) u
        image = x + j * n + k + 1;
        dot_rows(a + (k + 1) * n + k + 1, n, rest, row, rest, image);
        dot_rows(y + k + 1, n, j + 1, row, rest, products);
        dot_rows(u + k + 1, n, j, row, rest, products + block);
        take_away(v + k + 1, j + 1, x + k + 1, j, n, image, rest, across.tau);
      }
      const Count next = k0 + ks, rest = n - next;
      if (rest > 0)
        product(row_major(left_stack + next, n).transposed(), row_major(right_stack + next, n), a + next * (n + 1), n, rest, 2 * ks, rest,
                scratch, true, -1);
    }
  }

 private:
  // to −= Σ_r a[r · a_stride] · row r of x
  void subtract(const double* a, Count a_stride, const double* x, Count stride, Count rows, double* to, Count n) const {
    for (Count r = 0; r < rows; r++) products[r] = -a[r * a_stride];
    add_rows(products, 1, x, stride, rows, to, n);
  }

  // to ← τ (to − Σ products[r] · row r of first − Σ products[block + r] · row r of second)
  void take_away(const double* first, Count firsts, const double* second, Count seconds, Count stride, double* to, Count n,
                 double tau) const {
    for (Count r = 0; r < 2 * block; r++) products[r] = -products[r];
    add_rows(products, 1, first, stride, firsts, to, n);
    add_rows(products + block, 1, second, stride, seconds, to, n);
    for (Count i = 0; i < n; i++) to[i] *= tau;
  }
};

OVERPARAM_END
