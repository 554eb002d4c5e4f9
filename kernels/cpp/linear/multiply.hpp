// out [rows,columns] = op(a) op(b). A panel of op(b), 16 columns wide and 128 rows deep, is copied into one contiguous piece;
// every entry of out is summed in the order of the inner index, so the bits depend on nothing else.
#pragma once

#include "target.hpp"

OVERPARAM_BEGIN

inline void multiply(const double* a, const double* b, double* out, Count rows, Count inner, Count columns, bool transpose_a, bool transpose_b) {
  constexpr Count width = 16, depth = 128;
  alignas(64) double panel[depth * width];
  for (Count i = 0; i < rows * columns; i++) out[i] = 0;
  for (Count k0 = 0; k0 < inner; k0 += depth) {
    const Count ks = inner - k0 < depth ? inner - k0 : depth;
    for (Count j0 = 0; j0 < columns; j0 += width) {
      const Count js = columns - j0 < width ? columns - j0 : width;
      for (Count k = 0; k < ks; k++)
        for (Count j = 0; j < width; j++)
          panel[k * width + j] = j >= js ? 0 : transpose_b ? b[(j0 + j) * inner + k0 + k] : b[(k0 + k) * columns + j0 + j];
      for (Count i = 0; i < rows; i++) {
        double sum[width];
        double* to = out + i * columns + j0;
        for (Count j = 0; j < width; j++) sum[j] = j < js ? to[j] : 0;
        for (Count k = 0; k < ks; k++) {
          const double factor = transpose_a ? a[(k0 + k) * rows + i] : a[i * inner + k0 + k];
          for (Count j = 0; j < width; j++) sum[j] += factor * panel[k * width + j];
        }
        for (Count j = 0; j < js; j++) to[j] = sum[j];
      }
    }
  }
}

OVERPARAM_END
