// The angle of (x, y). In the first octant, with a = y/x in [0, 1] and c the nearest of 0, 1/2, 1:
// atan a = atan c + atan u, u = (y − c x)/(x + c y), |u| ≤ 1/4; the difference is exact. Below 1.5 ulp.
#pragma once

#include "double_double.hpp"
#include "elementary/horner.hpp"
#include "elementary/tables.hpp"

OVERPARAM_BEGIN

// The angle of (x, y) in [0, π/2], as high + low, for 0 ≤ x, y neither huge nor tiny.
template <class Number>
[[gnu::always_inline]] inline Pair<Number> first_quadrant_angle(Number y, Number x) {
  const auto steep = y > x;
  const Number small = steep ? x : y, large = steep ? y : x;
  const auto middle = small >= 0.25 * large, top = small >= 0.75 * large;
  const auto choose = [&](double at_0, double at_half, double at_1) {
    return top ? spread<Number>(at_1) : middle ? spread<Number>(at_half) : spread<Number>(at_0);
  };
  const Number c = choose(0, 0.5, 1), c_high = choose(0, atan_half_high, pi_high / 4), c_low = choose(0, atan_half_low, pi_low / 4);
  const Number bottom = large + c * small;
  const Number u = (small - c * large) / (bottom == 0 ? spread<Number>(1) : bottom);
  const Number z = u * u;
  const Number rest = u * z * horner(atan_tail, z) + c_low;
  const Number high = c_high + u;
  const Number low = (u - (high - c_high)) + rest;
  // Mirrored at π/4: π/2 − angle.
  const Number mirrored = pi_high / 2 - high;
  const Number mirrored_low = ((pi_high / 2 - mirrored) - high) + (pi_low / 2 - low);
  return {steep ? mirrored : high, steep ? mirrored_low : low};
}

// high + low, or π − (high + low) where `obtuse`.
template <class Number, class Condition>
[[gnu::always_inline]] inline Number half_plane_angle(Pair<Number> angle, Condition obtuse) {
  const Number mirrored = pi_high - angle.high;
  const Number past = mirrored + (((pi_high - mirrored) - angle.high) + (pi_low - angle.low));
  return obtuse ? past : angle.high + angle.low;
}

template <class Number>
[[gnu::always_inline]] inline Number atan2(Number y, Number x) {
  const Number one = spread<Number>(1), zero = spread<Number>(0);
  Number up = magnitude(y), right = magnitude(x);
  const Number large = up < right ? right : up;
  const auto endless = large == infinity;
  const auto extreme = (large > 0x1p900) | (large < 0x1p-900);
  const Number unit = extreme ? (large > 1 ? spread<Number>(0x1p-600) : spread<Number>(0x1p600)) : one;
  // At the origin ±0 or ±π by the sign of x, and 45° between infinities, as C99 has it.
  up = endless ? (up == infinity ? one : zero) : up * unit;
  right = endless ? (right == infinity ? one : zero) : large == 0 ? one : right * unit;
  const Number result = with_sign(half_plane_angle(first_quadrant_angle(up, right), with_sign(one, x) < 0), y);
  const auto undefined = (x != x) | (y != y);
  return undefined ? spread<Number>(not_a_number) : result;
}

OVERPARAM_END
