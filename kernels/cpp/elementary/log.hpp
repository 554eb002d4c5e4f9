// log x = k ln 2 + log m, m in [√½, √2): with f = m − 1 and s = f/(2+f), log m = 2s + s³ T(s²). Below 1 ulp.
#pragma once

#include "elementary/horner.hpp"
#include "elementary/tables.hpp"

OVERPARAM_BEGIN

// k ln 2 + log(1 + f) + late for −0.3 < f < 0.42, a whole number k and a small correction.
template <class Number>
[[gnu::always_inline]] inline Number log_of_parts(Number k, Number f, Number late) {
  const Number s = f / (2 + f);
  const Number z = s * s;
  const Number half_square = 0.5 * f * f;
  // 2s = f − f²/2 + s f²/2: the large part f is exact, and the rest is added to it last.
  const Number rest = half_square - (s * (half_square + z * horner(log_tail, z)) + (k * ln2_2 + late));
  return k * ln2_1 - (rest - f);
}

// x = 2^k m, m in [√½, √2), for a positive normal x.
template <class Number>
struct Mantissa {
  Number k, m;
};

template <class Number>
[[gnu::always_inline]] inline Mantissa<Number> split_exponent(Number x) {
  const auto bits = bits_of(x);
  const Number k = from_bits((bits >> 52) | 0x4330000000000000ull) - (0x1p52 + 1023);
  const Number m = from_bits((bits & 0x000fffffffffffffull) | 0x3ff0000000000000ull);
  const auto upper = m > 0x1.6a09e667f3bcdp+0;
  return {upper ? k + 1 : k, upper ? 0.5 * m : m};
}

template <class Number>
[[gnu::always_inline]] inline Number log(Number x) {
  const auto tiny = x < 0x1p-1022;
  const Mantissa<Number> part = split_exponent(tiny ? x * 0x1p54 : x);
  const Number result = log_of_parts(tiny ? part.k - 54 : part.k, part.m - 1, spread<Number>(0));
  const Number special = x == 0 ? spread<Number>(-infinity) : x == infinity ? x : spread<Number>(not_a_number);
  const auto inside = (x > 0) & (x < infinity);
  return inside ? result : special;
}

// log(1 + x), x ≥ −1; what 1 + x loses in rounding is carried as a correction. Below 1 ulp.
template <class Number>
[[gnu::always_inline]] inline Number log1p(Number x) {
  const Number u = 1 + x;
  const Number lost = magnitude(x) < 1 ? x - (u - 1) : 1 - (u - x);
  const Mantissa<Number> part = split_exponent(u);
  const auto near = part.k == 0;
  // Near 1 the mantissa minus one is x itself; elsewhere the correction is divided by u, and past 2^53 it is nothing.
  const Number f = part.m - 1;
  const Number late = near ? lost * (1 - f + f * f) : lost / u;
  const Number result = log_of_parts(part.k, f, late);
  const Number special = x == -1 ? spread<Number>(-infinity) : x == infinity ? x : spread<Number>(not_a_number);
  const auto inside = (x > -1) & (x < infinity);
  return magnitude(x) < 0x1p-54 ? x : inside ? result : special;  // keeps −0 and subnormals
}

// log(1 + e) for 0 ≤ e ≤ 1, where f is exact without a correction. Below 1 ulp.
template <class Number>
[[gnu::always_inline]] inline Number log1p_of_fraction(Number e) {
  const auto upper = e > 0x1.a827999fcef34p-2;  // √2 − 1
  return log_of_parts(upper ? spread<Number>(1) : spread<Number>(0), upper ? 0.5 * (e - 1) : e, spread<Number>(0));
}

OVERPARAM_END
