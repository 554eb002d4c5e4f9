// Sine and cosine by reduction to |x| ≤ π/4 and polynomials there. Below 1 ulp for every finite x.
#pragma once

#include "elementary/horner.hpp"
#include "elementary/reduce_angle.hpp"
#include "elementary/tables.hpp"

OVERPARAM_BEGIN

// sin(x + rest), |x| ≤ π/4.
template <class Number>
[[gnu::always_inline]] inline Number sin_near_zero(Number x, Number rest) {
  const Number z = x * x;
  return x + (x * z * horner(sin_tail, z) + rest * (1 - 0.5 * z));
}

// cos(x + rest), |x| ≤ π/4; 1 − z/2 is rounded once and the loss added back.
template <class Number>
[[gnu::always_inline]] inline Number cos_near_zero(Number x, Number rest) {
  const Number z = x * x;
  const Number half = 0.5 * z;
  const Number one_less = 1 - half;
  return one_less + (((1 - one_less) - half) + (z * z * horner(cos_tail, z) - x * rest));
}

// sin(angle + quarters · π/2).
template <class Number>
[[gnu::always_inline]] inline Number sin_of_angle(const ReducedAngle<Number>& angle, unsigned quarters) {
  const auto quadrant = angle.quadrant + quarters;
  const Number sine = sin_near_zero(angle.high, angle.low), cosine = cos_near_zero(angle.high, angle.low);
  const Number value = (quadrant & 1) != 0 ? cosine : sine;
  return from_bits(bits_of(value) ^ ((quadrant & 2) << 62));
}

inline double sin_shifted(double x, unsigned quarters) {
  if (!is_finite(x)) return not_a_number;
  return sin_of_angle(magnitude(x) < medium_angles ? reduce_medium_angle(x) : reduce_large_angle(x), quarters);
}

// Beyond medium angles, which are rare, lane by lane.
inline Vector sin_shifted(Vector x, unsigned quarters) {
  if (!any(!(magnitude(x) < medium_angles))) return sin_of_angle(reduce_medium_angle(x), quarters);
  Vector result = x;
  for (int lane = 0; lane < lanes; lane++) result[lane] = sin_shifted(x[lane], quarters);
  return result;
}

template <class Number>
inline Number sin(Number x) {
  const Number result = sin_shifted(x, 0);
  return magnitude(x) < 0x1p-27 ? x : result;  // keeps −0 and subnormals
}

template <class Number>
inline Number cos(Number x) {
  return sin_shifted(x, 1);
}

OVERPARAM_END
