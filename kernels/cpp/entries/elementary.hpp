// Elementary functions, one number or a whole array at a time: the same code, hence the same bits.
#pragma once

#include "elementary/atan2.hpp"
#include "elementary/erf.hpp"
#include "elementary/exp.hpp"
#include "elementary/log.hpp"
#include "elementary/power.hpp"
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

// which: the order of `unaryNames` on the TypeScript side.
OVERPARAM_ENTRY(void, math_each)(int which, const double* x, double* out, Count count) {
  double (*const functions[])(double) = {exp, log, sin, cos, tanh, erf};
  for (Count i = 0; i < count; i++) out[i] = functions[which](x[i]);
}

OVERPARAM_END
