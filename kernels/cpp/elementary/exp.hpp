// e^x = 2^k e^r, k = nearest(x / ln 2), |r| ≤ ln 2 / 2; r is carried as rounded value plus rest. Below 1 ulp.
#pragma once

#include "double_double.hpp"
#include "elementary/horner.hpp"
#include "elementary/tables.hpp"

OVERPARAM_BEGIN

// e^x = 2^k (1 + (r + rest)).
template <class Number>
struct ReducedExp {
  Number k, r, rest;
};

template <class Number>
[[gnu::always_inline]] inline ReducedExp<Number> reduce_exp(Number x) {
  const Number k = nearest(x * one_over_ln2);
  const Number high = x - k * ln2_1;  // exact: ln2_1 has 32 bits, k at most 11
  const Number low = k * ln2_2;
  const Number r = high - low;
  return {k, r, r * r * horner(exp_tail, r) + ((high - r) - low)};
}

template <class Number>
[[gnu::always_inline]] inline Number exp(Number x) {
  const ReducedExp<Number> e = reduce_exp(x);
  Number result = scale_by(1 + (e.r + e.rest), e.k);
  result = x > 710 ? spread<Number>(infinity) : result;
  result = x < -746 ? spread<Number>(0) : result;
  return x != x ? x : result;
}

// e^x − 1 for 0 ≤ x ≤ 64 as high + low: (2^k − 1) + 2^k (e^r − 1), where nothing cancels.
template <class Number>
[[gnu::always_inline]] inline Pair<Number> exp_minus_one(Number x) {
  const ReducedExp<Number> e = reduce_exp(x);
  const Number unit = power_of_two_of(e.k);
  return fast_two_sum((unit - 1) + unit * e.r, unit * e.rest);
}

OVERPARAM_END
