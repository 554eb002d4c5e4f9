// tanh x = E/(E + 2), E = e^{2|x|} − 1, below ½; 1 − 2/(E + 2) beyond, where nothing cancels. Below 2 ulp.
#pragma once

#include "elementary/exp.hpp"

OVERPARAM_BEGIN

template <class Number>
[[gnu::always_inline]] inline Number tanh(Number x) {
  const Number a = magnitude(x);
  const auto near = a < 0.5;
  const Pair<Number> e = exp_minus_one(2 * at_most(a, 22));  // from 20 on the result is 1
  const Number bottom = e.high + 2;
  const Number quotient = (near ? e.high : spread<Number>(2)) / bottom;
  // Near 0 the roundings of E and of E + 2 are carried through: 1/(E + 2) = (1 − tanh)/2.
  const Number lost = e.low - quotient * (e.low + (e.high - (bottom - 2)));
  const Number result = near ? quotient + lost * (0.5 - 0.5 * quotient) : 1 - quotient;
  return with_sign(result, x);
}

OVERPARAM_END
