// x^(numerator / (2^halvings 3^thirds)), x ≥ 0, by square roots, cube roots and squarings.
//
// Mantissa (double-double in [1, 8)) and binary exponent are kept apart, so that nothing overflows on the way and the error
// stays below 1 ulp for every |numerator| up to 2^31.
#pragma once

#include "double_double.hpp"

OVERPARAM_BEGIN

struct Scaled {
  DoubleDouble mantissa;
  int64_t exponent;

  // Brings the mantissa back into [1, 2).
  void normalise() {
    int shift = static_cast<int>(bits_of(mantissa.high) >> 52) - 1023;
    double unit = power_of_two(-shift);
    mantissa = {mantissa.high * unit, mantissa.low * unit};
    exponent += shift;
  }
};

inline DoubleDouble square_root(DoubleDouble a) {
  double guess = square_root(a.high);
  DoubleDouble miss = subtract(a, two_product(guess, guess));
  return fast_two_sum(guess, miss.high / (2 * guess));
}

inline DoubleDouble cube_root(DoubleDouble a) {
  double guess = 0.75 + 0.2 * a.high;                                                        // a in [1, 8)
  for (int i = 0; i < 6; i++) guess = (2 * guess + a.high / (guess * guess)) / 3;            // Newton
  DoubleDouble square = two_product(guess, guess);
  DoubleDouble miss = subtract(a, multiply(square, {guess, 0}));
  return fast_two_sum(guess, miss.high / (3 * square.high));
}

// The root of order 2 or 3; the exponent is made a multiple of the order first.
inline Scaled root(Scaled x, int order) {
  int64_t rest = ((x.exponent % order) + order) % order;
  double unit = power_of_two(static_cast<int>(rest));
  DoubleDouble mantissa = {x.mantissa.high * unit, x.mantissa.low * unit};
  return {order == 2 ? square_root(mantissa) : cube_root(mantissa), (x.exponent - rest) / order};
}

inline double power(double x, double numerator, int halvings, int thirds) {
  if (x != x) return x;
  if (numerator == 0) return 1;
  if (x < 0) return not_a_number;
  if (x == 0 || x == infinity) return (x == 0) == (numerator > 0) ? 0 : infinity;
  Scaled base = {{x, 0}, 0};
  if (x < 0x1p-1022) base = {{x * 0x1p60, 0}, -60};
  base.normalise();
  for (int i = 0; i < halvings; i++) base = root(base, 2);
  for (int i = 0; i < thirds; i++) base = root(base, 3);
  base.normalise();
  Scaled result = {{1, 0}, 0};
  for (uint64_t n = static_cast<uint64_t>(magnitude(numerator)); n > 0; n >>= 1) {
    if (n & 1) {
      result = {multiply(result.mantissa, base.mantissa), result.exponent + base.exponent};
      result.normalise();
    }
    base = {multiply(base.mantissa, base.mantissa), 2 * base.exponent};
    base.normalise();
  }
  if (numerator < 0) result = {reciprocal(result.mantissa), -result.exponent};
  int64_t exponent = result.exponent > 5000 ? 5000 : result.exponent < -5000 ? -5000 : result.exponent;
  return scale(result.mantissa.high + result.mantissa.low, static_cast<int>(exponent));
}

OVERPARAM_END
