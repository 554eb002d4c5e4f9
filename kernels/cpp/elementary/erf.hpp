// erf x: x + x P(x²) for |x| < 1; 1 − e^{−x²} Q((x−2)/(x+2)) up to 6; 1 beyond. Below 2 ulp.
#pragma once

#include "elementary/exp.hpp"

OVERPARAM_BEGIN

inline double erf(double x) {
  double a = magnitude(x);
  if (a < 1) return x + x * horner(erf_tail, x * x);
  if (x != x) return x;
  if (a >= 6) return with_sign(1, x);
  return with_sign(1 - exp(-a * a) * horner(erfc_scaled, (a - 2) / (a + 2)), x);
}

OVERPARAM_END
