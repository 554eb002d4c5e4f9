// log x = k ln 2 + log m, m in [√½, √2): with f = m − 1 and s = f/(2+f), log m = 2s + s³ T(s²). Below 1 ulp.
#pragma once

#include "bits.hpp"
#include "elementary/horner.hpp"
#include "elementary/tables.hpp"

OVERPARAM_BEGIN

inline double log(double x) {
  if (!(x > 0)) return x == 0 ? -infinity : not_a_number;
  if (x == infinity) return x;
  int k = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    k = -54;
  }
  uint64_t bits = bits_of(x);
  k += static_cast<int>(bits >> 52) - 1023;
  double m = from_bits((bits & 0x000fffffffffffffull) | 0x3ff0000000000000ull);
  if (m > 0x1.6a09e667f3bcdp+0) {
    m *= 0.5;
    k += 1;
  }
  double f = m - 1;
  double s = f / (2 + f);
  double z = s * s;
  double half_square = 0.5 * f * f;
  // 2s = f − f²/2 + s f²/2: the large part f is exact, and the rest is added to it last.
  double rest = half_square - (s * (half_square + z * horner(log_tail, z)) + k * ln2_2);
  return k * ln2_1 - (rest - f);
}

OVERPARAM_END
