// Numbers carried as an unevaluated sum high + low of two doubles (about 106 bits), without fused multiply-add.
// Source: Dekker 1971; Knuth, TAOCP 2, 4.2.2.
#pragma once

#include "bits.hpp"

OVERPARAM_BEGIN

// Of doubles, or of vectors of them.
template <class Number>
struct Pair {
  Number high, low;
};
using DoubleDouble = Pair<double>;

// a + b exactly.
template <class Number>
[[gnu::always_inline]] inline Pair<Number> two_sum(Number a, Number b) {
  const Number sum = a + b;
  const Number of_b = sum - a;
  return {sum, (a - (sum - of_b)) + (b - of_b)};
}

// a + b exactly, for |a| ≥ |b|.
template <class Number>
[[gnu::always_inline]] inline Pair<Number> fast_two_sum(Number a, Number b) {
  const Number sum = a + b;
  return {sum, b - (sum - a)};
}

// a · b exactly, while neither overflows nor the error underflows. Dekker's splitting.
inline DoubleDouble two_product(double a, double b) {
  constexpr double splitter = 0x1p27 + 1;
  double product = a * b;
  double wide_a = splitter * a, wide_b = splitter * b;
  double a1 = wide_a - (wide_a - a), b1 = wide_b - (wide_b - b);
  double a2 = a - a1, b2 = b - b1;
  return {product, ((a1 * b1 - product) + a1 * b2 + a2 * b1) + a2 * b2};
}

inline DoubleDouble multiply(DoubleDouble a, DoubleDouble b) {
  DoubleDouble product = two_product(a.high, b.high);
  return fast_two_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

inline DoubleDouble subtract(DoubleDouble a, DoubleDouble b) {
  DoubleDouble difference = two_sum(a.high, -b.high);
  return fast_two_sum(difference.high, difference.low + (a.low - b.low));
}

inline DoubleDouble reciprocal(DoubleDouble a) {
  double guess = 1 / a.high;
  DoubleDouble miss = subtract({1, 0}, multiply(a, {guess, 0}));
  return fast_two_sum(guess, miss.high * guess);
}

OVERPARAM_END
