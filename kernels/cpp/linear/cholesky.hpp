// L Lᵀ = A, by rows of U = Lᵀ: 32 pivot rows at a time, then one pass of updates over the rest, all along contiguous rows.
#pragma once

#include "bits.hpp"
#include "network.hpp"

OVERPARAM_BEGIN

// out may be a. Returns n, or the first row whose pivot is not positive; out is then unfinished.
inline Count cholesky(const double* a, Count n, double* out) {
  constexpr Count block = 32;
  if (out != a)
    for (Count i = 0; i < n * n; i++) out[i] = a[i];
  for (Count k0 = 0; k0 < n; k0 += block) {
    const Count k1 = k0 + block < n ? k0 + block : n;
    for (Count k = k0; k < k1; k++) {
      double* pivot_row = out + k * n;
      for (Count l = k0; l < k; l++) axpy(-out[l * n + k], out + l * n + k, pivot_row + k, n - k);
      const double pivot = pivot_row[k];
      if (!(pivot > 0) || pivot == infinity) return k;
      const double root = square_root(pivot);
      pivot_row[k] = root;
      for (Count j = k + 1; j < n; j++) pivot_row[j] /= root;
    }
    for (Count i = k1; i < n; i++)
      for (Count k = k0; k < k1; k++) axpy(-out[k * n + i], out + k * n + i, out + i * n + i, n - i);
  }
  for (Count i = 0; i < n; i++)
    for (Count j = i + 1; j < n; j++) {
      out[j * n + i] = out[i * n + j];
      out[i * n + j] = 0;
    }
  return n;
}

// x in place of b [n,columns]: L Lᵀ x = b.
inline void cholesky_solve(const double* factor, Count n, double* b, Count columns) {
  for (Count i = 0; i < n; i++) {
    double* row = b + i * columns;
    for (Count k = 0; k < i; k++) axpy(-factor[i * n + k], b + k * columns, row, columns);
    for (Count j = 0; j < columns; j++) row[j] /= factor[i * n + i];
  }
  for (Count i = n - 1; i >= 0; i--) {
    double* row = b + i * columns;
    for (Count j = 0; j < columns; j++) row[j] /= factor[i * n + i];
    for (Count k = 0; k < i; k++) axpy(-factor[i * n + k], row, b + k * columns, columns);
  }
}

OVERPARAM_END
