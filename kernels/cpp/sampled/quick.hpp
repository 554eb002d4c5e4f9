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

// e^−x for x ≥ 0; beyond 700 it is e^−700, which is nothing beside what it is added to.
[[gnu::always_inline]] inline Vector quick_exp_minus(Vector x) {
  const Vector cut = at_most(x, 700);
  const Vector whole = cut * -one_over_ln2 + 0x1.8p52, k = whole - 0x1.8p52;  // whole ends in the bits of k
  const Vector r = multiply_add(k, broadcast(-ln2_2), multiply_add(k, broadcast(-ln2_1), -cut));
  const Vector tail = multiply_add(r * r, quick_polynomial(exp_tail, r), r);
  return (1 + tail) * from_bits((bits_of(whole) << 52) + (1023ull << 52));
}

// log(1 + e) for 0 ≤ e ≤ 1: 2s + s³ T(s²), s = f/(2 + f), 1 + e = 2^k (1 + f).
[[gnu::always_inline]] inline Vector quick_log1p(Vector e) {
  const LaneMask upper = e > 0x1.a827999fcef34p-2;  // √2 − 1
  const Vector f = upper ? 0.5 * e - 0.5 : e;
  const Vector s = f / (2 + f), z = s * s;
  const Vector near = multiply_add(s * z, quick_polynomial(log_tail, z), s + s);
  return upper ? near + (ln2_1 + ln2_2) : near;
}

// One polynomial with the coefficients of either, because choosing them waits for nothing and both polynomials would take turns with
// the other products: c[first] + c[first + 2] y + …, with c = `near` where `choose`, else `far`; terms that are not there count as 0.
template <int first, int few, int many>
[[gnu::always_inline]] inline Vector chosen_half(LaneMask choose, const double (&near)[few], const double (&far)[many], Vector y) {
  static_assert(few <= many);
  constexpr int last = first + (many - 1 - first) / 2 * 2;
  Vector sum = choose ? broadcast(last < few ? near[last < few ? last : 0] : 0) : broadcast(far[last]);
  OVERPARAM_UNROLL for (int i = last - 2; i >= first; i -= 2) sum =
      multiply_add(sum, y, choose ? broadcast(i < few ? near[i < few ? i : 0] : 0) : broadcast(far[i]));
  return sum;
}

// erf x by the formulas of elementary/erf.hpp; `bell` = e^{−x²}.
[[gnu::always_inline]] inline Vector quick_erf(Vector x, Vector bell) {
  const Vector a = magnitude(x);
  const LaneMask inner = a < 1.0;
  const Vector cut = at_most(a, 6);
  const Vector t = inner ? x * x : (cut - 2) / (cut + 2);
  const Vector square = t * t;
  const Vector odd = chosen_half<1>(inner, erf_tail, erfc_scaled, square), even = chosen_half<0>(inner, erf_tail, erfc_scaled, square);
  const Vector p = multiply_add(t, odd, even);
  const Vector far = with_sign(1 - bell * p, x);
  return inner ? multiply_add(x, p, x) : far;
}

OVERPARAM_END
