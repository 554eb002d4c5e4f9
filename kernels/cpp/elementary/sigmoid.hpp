// sigmoid x = 1/(1 + e^{−x}) and softplus x = log(1 + e^x), its integral; both from e = e^{−|x|} ≤ 1. Below 3 and 2 ulp.
#pragma once

#include "elementary/exp.hpp"
#include "elementary/log.hpp"

OVERPARAM_BEGIN

template <class Number>
[[gnu::always_inline]] inline Number sigmoid_of(Number x, Number e) {
  return (x < 0 ? e : spread<Number>(1)) / (1 + e);
}

template <class Number>
[[gnu::always_inline]] inline Number softplus_of(Number x, Number e) {
  return (x < 0 ? spread<Number>(0) : x) + log1p_of_fraction(e);
}

template <class Number>
[[gnu::always_inline]] inline Number sigmoid(Number x) {
  return sigmoid_of(x, exp(-magnitude(x)));
}

template <class Number>
[[gnu::always_inline]] inline Number softplus(Number x) {
  return softplus_of(x, exp(-magnitude(x)));
}

OVERPARAM_END
