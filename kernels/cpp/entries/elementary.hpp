// Elementary functions, one number or a whole array at a time: the same code, hence the same bits.
#pragma once

#include "elementary/atan2.hpp"
#include "elementary/erf.hpp"
#include "elementary/exp.hpp"
#include "elementary/log.hpp"
#include "elementary/power.hpp"
#include "elementary/sigmoid.hpp"
#include "elementary/sin_cos.hpp"
#include "elementary/tanh.hpp"
#include "entries/entry.hpp"

OVERPARAM_BEGIN

OVERPARAM_ENTRY(double, math_exp)(double x) { return exp(x); }
OVERPARAM_ENTRY(double, math_log)(double x) { return log(x); }
OVERPARAM_ENTRY(double, math_sin)(double x) { return sin(x); }
OVERPARAM_ENTRY(double, math_cos)(double x) { return cos(x); }
OVERPARAM_ENTRY(double, math_tanh)(double x) { return tanh(x); }
OVERPARAM_ENTRY(double, math_erf)(double x) { return erf(x); }
OVERPARAM_ENTRY(double, math_atan2)(double y, double x) { return atan2(y, x); }
OVERPARAM_ENTRY(double, math_power)(double x, double numerator, int halvings, int thirds) {
  return power(x, numerator, halvings, thirds);
}

OVERPARAM_ENTRY(double, math_log1p)(double x) { return log1p(x); }
OVERPARAM_ENTRY(double, math_sigmoid)(double x) { return sigmoid(x); }
OVERPARAM_ENTRY(double, math_softplus)(double x) { return softplus(x); }

// Vectors first, the rest one by one; x and out may be the same.
template <class Function>
[[gnu::always_inline]] inline void map(Function function, const double* x, double* out, Count count) {
  Count i = 0;
  for (; i + lanes <= count; i += lanes) store_loose(out + i, function(load_loose(x + i)));
  for (; i < count; i++) out[i] = function(x[i]);
}

// which: the order of `unaryNames` on the TypeScript side.
OVERPARAM_ENTRY(void, math_each)(int which, const double* x, double* out, Count count) {
  switch (which) {
    case 0: return map([](auto v) { return exp(v); }, x, out, count);
    case 1: return map([](auto v) { return log(v); }, x, out, count);
    case 2: return map([](auto v) { return sin(v); }, x, out, count);
    case 3: return map([](auto v) { return cos(v); }, x, out, count);
    case 4: return map([](auto v) { return tanh(v); }, x, out, count);
    case 5: return map([](auto v) { return erf(v); }, x, out, count);
    case 6: return map([](auto v) { return log1p(v); }, x, out, count);
    case 7: return map([](auto v) { return sigmoid(v); }, x, out, count);
    case 8: return map([](auto v) { return softplus(v); }, x, out, count);
  }
}

OVERPARAM_END
