// The angle of (x, y). In the first octant, with a = y/x in [0, 1] and c the nearest of 0, 1/2, 1:
// atan a = atan c + atan u, u = (y − c x)/(x + c y), |u| ≤ 1/4; the difference is exact. Below 1.5 ulp.
#pragma once

#include "double_double.hpp"
#include "elementary/horner.hpp"
#include "elementary/tables.hpp"

OVERPARAM_BEGIN

// The angle of (x, y) in [0, π/2], as high + low, for 0 ≤ x, y neither huge nor tiny. Without branches, so that loops over it vectorise.
[[gnu::always_inline]] inline DoubleDouble first_quadrant_angle(double y, double x) {
  bool steep = y > x;
  double small = steep ? x : y, large = steep ? y : x;
  bool middle = small >= 0.25 * large, top = small >= 0.75 * large;
  double c = top ? 1.0 : middle ? 0.5 : 0.0;
  double c_high = top ? pi_high / 4 : middle ? atan_half_high : 0.0;
  double c_low = top ? pi_low / 4 : middle ? atan_half_low : 0.0;
  double bottom = large + c * small;
  double u = (small - c * large) / (bottom == 0 ? 1.0 : bottom);
  double z = u * u;
  double rest = u * z * horner(atan_tail, z) + c_low;
  double high = c_high + u;
  double low = (u - (high - c_high)) + rest;
  // Mirrored at π/4: π/2 − angle.
  double mirrored = pi_high / 2 - high;
  double mirrored_low = ((pi_high / 2 - mirrored) - high) + (pi_low / 2 - low);
  return {steep ? mirrored : high, steep ? mirrored_low : low};
}

inline double atan2(double y, double x) {
  if (x != x || y != y) return not_a_number;
  double up = magnitude(y), right = magnitude(x);
  double large = larger(up, right);
  if (large == 0) {
    right = 1;  // ±0 or ±π by the sign of x, as C99 has it
  } else if (large == infinity) {
    up = up == infinity ? 1 : 0;
    right = right == infinity ? 1 : 0;
  } else if (large > 0x1p900 || large < 0x1p-900) {
    double unit = large > 1 ? 0x1p-600 : 0x1p600;
    up *= unit;
    right *= unit;
  }
  DoubleDouble angle = first_quadrant_angle(up, right);
  double result = angle.high + angle.low;
  if (with_sign(1, x) < 0) {
    double mirrored = pi_high - angle.high;
    result = mirrored + (((pi_high - mirrored) - angle.high) + (pi_low - angle.low));
  }
  return with_sign(result, y);
}

OVERPARAM_END
