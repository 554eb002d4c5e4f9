// erf x: x + x P(x²) for |x| < 1; 1 − e^{−x²} Q((x−2)/(x+2)) up to 6; 1 beyond. Below 2 ulp.
#pragma once

#include "elementary/exp.hpp"

OVERPARAM_BEGIN

// e^{a²} erfc(a) for 1 ≤ a ≤ 6.
template <class Number>
[[gnu::always_inline]] inline Number scaled_erfc(Number a) {
  return horner(erfc_scaled, (a - 2) / (a + 2));
}

// `bell` = e^{−x²}, where x² is cut at 36.
template <class Number>
[[gnu::always_inline]] inline Number erf_of(Number x, Number bell) {
  const Number a = magnitude(x);
  const Number near = x + x * horner(erf_tail, x * x);
  const Number far = with_sign(1 - bell * scaled_erfc(a < 6 ? a : spread<Number>(6)), x);
  return a < 1 ? near : x != x ? x : far;
}

template <class Number>
[[gnu::always_inline]] inline Number bell_of(Number x) {
  const Number a = magnitude(x);
  const Number cut = a < 6 ? a : spread<Number>(6);
  return exp(-cut * cut);
}

template <class Number>
[[gnu::always_inline]] inline Number erf(Number x) {
  return erf_of(x, bell_of(x));
}

OVERPARAM_END
