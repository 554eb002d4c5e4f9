// Sine and cosine by reduction to |x| ≤ π/4 and polynomials there. Below 1 ulp for every finite x.
#pragma once

#include "elementary/horner.hpp"
#include "elementary/reduce_angle.hpp"
#include "elementary/tables.hpp"

OVERPARAM_BEGIN

// sin(x + rest), |x| ≤ π/4.
inline double sin_near_zero(double x, double rest) {
  double z = x * x;
  return x + (x * z * horner(sin_tail, z) + rest * (1 - 0.5 * z));
}

// cos(x + rest), |x| ≤ π/4; 1 − z/2 is rounded once and the loss added back.
inline double cos_near_zero(double x, double rest) {
  double z = x * x;
  double half = 0.5 * z;
  double one_less = 1 - half;
  return one_less + (((1 - one_less) - half) + (z * z * horner(cos_tail, z) - x * rest));
}

inline double sin_of_quadrant(const ReducedAngle& angle, unsigned quadrant) {
  double value = quadrant & 1 ? cos_near_zero(angle.high, angle.low) : sin_near_zero(angle.high, angle.low);
  return quadrant & 2 ? -value : value;
}

inline double sin(double x) {
  if (!is_finite(x)) return not_a_number;
  if (magnitude(x) < 0x1p-27) return x;  // keeps −0 and subnormals
  ReducedAngle angle = reduce_angle(x);
  return sin_of_quadrant(angle, angle.quadrant);
}

inline double cos(double x) {
  if (!is_finite(x)) return not_a_number;
  ReducedAngle angle = reduce_angle(x);
  return sin_of_quadrant(angle, angle.quadrant + 1);
}

OVERPARAM_END
