// e^x = 2^k e^r, k = nearest(x / ln 2), |r| ≤ ln 2 / 2; r is carried as rounded value plus rest. Below 1 ulp.
#pragma once

#include "bits.hpp"
#include "elementary/horner.hpp"
#include "elementary/tables.hpp"

OVERPARAM_BEGIN

inline double exp(double x) {
  if (x != x) return x;
  if (x > 710) return infinity;
  if (x < -746) return 0;
  double k = nearest(x * one_over_ln2);
  double high = x - k * ln2_1;  // exact: ln2_1 has 32 bits, k at most 11
  double low = k * ln2_2;
  double r = high - low;
  double rest = (high - r) - low;
  return scale(1 + (r + (r * r * horner(exp_tail, r) + rest)), static_cast<int>(k));
}

OVERPARAM_END
