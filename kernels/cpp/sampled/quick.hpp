// The costly parts of softplus, erf and GELU with the target's fused multiply-add and for the arguments that occur here.
//
// A step computes n·m of them; with the functions of elementary/, whose bits are those of every backend, an activation took as
// long as the products around it (measured: 84 cycles a vector against some 60). Errors stay below 3 ulp.
#pragma once

#include "elementary/number.hpp"
#include "elementary/tables.hpp"

OVERPARAM_BEGIN

// c[first] + c[first + 2] y + c[first + 4] y² + …
template <int first, int terms>
[[gnu::always_inline]] inline Vector quick_half(const double (&c)[terms], Vector y) {
  constexpr int last = first + (terms - 1 - first) / 2 * 2;
  Vector sum = broadcast(c[last]);
  OVERPARAM_UNROLL for (int i = last - 2; i >= first; i -= 2) sum = multiply_add(sum, y, broadcast(c[i]));
  return sum;
}

template <int terms>
[[gnu::always_inline]] inline Vector quick_polynomial(const double (&c)[terms], Vector x) {
  const Vector square = x * x;
  return multiply_add(x, quick_half<1>(c, square), quick_half<0>(c, square));
}

// e^x for x ≤ 0; below −700 it is e^−700, which is nothing beside what it is added to.
[[gnu::always_inline]] inline Vector quick_exp(Vector x) {
  const Vector cut = x < -700.0 ? broadcast(-700) : x;  // keeps NaN
  const Vector k = nearest(cut * one_over_ln2);
  const Vector r = multiply_add(k, broadcast(-ln2_2), multiply_add(k, broadcast(-ln2_1), cut));
  const Vector tail = multiply_add(r * r, quick_polynomial(exp_tail, r), r);
  return (1 + tail) * power_of_two_of(k);
}

// log(1 + e) for 0 ≤ e ≤ 1: 2s + s³ T(s²), s = f/(2 + f), 1 + e = 2^k (1 + f).
[[gnu::always_inline]] inline Vector quick_log1p(Vector e) {
  const LaneMask upper = e > 0x1.a827999fcef34p-2;  // √2 − 1
  const Vector f = upper ? 0.5 * e - 0.5 : e;
  const Vector s = f / (2 + f), z = s * s;
  const Vector near = multiply_add(s * z, quick_polynomial(log_tail, z), s + s);
  return upper ? near + (ln2_1 + ln2_2) : near;
}

// erf x by the formulas of elementary/erf.hpp; `bell` = e^{−x²}.
[[gnu::always_inline]] inline Vector quick_erf(Vector x, Vector bell) {
  const Vector a = magnitude(x);
  const Vector near = multiply_add(x, quick_polynomial(erf_tail, x * x), x);
  const Vector cut = a < 6.0 ? a : broadcast(6);
  const Vector far = with_sign(1 - bell * quick_polynomial(erfc_scaled, (cut - 2) / (cut + 2)), x);
  return a < 1.0 ? near : far;  // NaN comes through `bell`
}

OVERPARAM_END
