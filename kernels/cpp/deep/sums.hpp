// Sums over long rows, one partial sum a lane, in an order that depends on the length alone.
#pragma once

#include "elementary/number.hpp"
#include "tile/simd.hpp"

OVERPARAM_BEGIN

inline double blocked_dot(const double* a, const double* b, Count count) {
  Vector sum[4] = {};
  Count i = 0;
  for (; i + 4 * lanes <= count; i += 4 * lanes)
    OVERPARAM_UNROLL for (int v = 0; v < 4; v++) sum[v] = multiply_add(load_loose(a + i + v * lanes), load_loose(b + i + v * lanes), sum[v]);
  const Vector all = (sum[0] + sum[1]) + (sum[2] + sum[3]);
  double parts[lanes];
  for (int lane = 0; lane < lanes; lane++) parts[lane] = all[lane];
  double rest = 0;
  for (; i < count; i++) rest += a[i] * b[i];
  return sum_halves<double, lanes>(parts) + rest;
}

// to += factor · from
inline void add_multiple(double factor, const double* __restrict from, double* __restrict to, Count count) {
  for (Count i = 0; i < count; i++) to[i] += factor * from[i];
}

inline void fill_zero(double* to, Count count) {
  for (Count i = 0; i < count; i++) to[i] = 0;
}

OVERPARAM_END
