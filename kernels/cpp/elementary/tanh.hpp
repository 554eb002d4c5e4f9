// tanh x: x + x³ T(x²) for |x| < 1, 1 − 2/(e^{2x} + 1) beyond, where nothing cancels. Below 2 ulp.
#pragma once

#include "elementary/exp.hpp"

OVERPARAM_BEGIN

inline double tanh(double x) {
  double a = magnitude(x);
  if (!(a < 1)) return x != x ? x : with_sign(a > 20 ? 1 : 1 - 2 / (exp(2 * a) + 1), x);
  if (a < 0x1p-27) return x;  // keeps −0
  double z = x * x;
  return x + x * z * horner(tanh_tail, z);
}

OVERPARAM_END
