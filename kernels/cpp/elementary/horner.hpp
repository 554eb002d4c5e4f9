// c[0] + c[1] x + c[2] x² + …, even and odd terms apart by Horner's rule in x²: one chain over all terms is twice as long, and a
// processor waits for each link (measured: 10 to 20 % slower).
#pragma once

#include "elementary/number.hpp"

OVERPARAM_BEGIN

// c[first] + c[first + 2] y + c[first + 4] y² + …
template <int first, int terms, class Number>
[[gnu::always_inline]] inline Number every_second_term(const double (&c)[terms], Number y) {
  constexpr int last = first + (terms - 1 - first) / 2 * 2;
  Number sum = spread<Number>(c[last]);
  OVERPARAM_UNROLL
  for (int i = last - 2; i >= first; i -= 2) sum = sum * y + c[i];
  return sum;
}

template <int terms, class Number>
[[gnu::always_inline]] inline Number horner(const double (&c)[terms], Number x) {
  const Number square = x * x;
  return every_second_term<0>(c, square) + x * every_second_term<1>(c, square);
}

OVERPARAM_END
