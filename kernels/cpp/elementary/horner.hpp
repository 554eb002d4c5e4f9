// c[0] + c[1] x + c[2] x² + … by Horner's rule.
#pragma once

#include "target.hpp"

OVERPARAM_BEGIN

template <int terms>
[[gnu::always_inline]] inline double horner(const double (&c)[terms], double x) {
  double sum = c[terms - 1];
  OVERPARAM_UNROLL
  for (int i = terms - 2; i >= 0; i--) sum = sum * x + c[i];
  return sum;
}

// x rounded to the nearest integer, ties to even, for |x| < 2^51.
inline double nearest(double x) { return (x + 0x1.8p52) - 0x1.8p52; }

OVERPARAM_END
