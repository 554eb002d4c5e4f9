// The sampled loss, over a block of memory that `sampled_plan` sized and the caller owns.
#pragma once

#include "descent.hpp"
#include "sampled/problem.hpp"
#include "entries/entry.hpp"

OVERPARAM_BEGIN

// Samples in a block for sizes that need not fit a Count: a plan of 10^12 samples is an answer, not an overflow.
inline double planned_block(double students, double inputs, double samples) {
  constexpr double most = 0x1p31 - 1024;
  if (students > most || inputs > most || samples > most) return larger(1024, smaller(samples, 65536));
  return static_cast<double>(Blocks(static_cast<Count>(samples), static_cast<Count>(inputs), static_cast<Count>(students)).block);
}

OVERPARAM_ENTRY(double, sampled_plan)(double students, double inputs, double samples) {
  Carver counting;
  Sampled none;
  Sampled::layout(counting, none, students, inputs, samples, planned_block(students, inputs, samples));
  return counting.bytes();
}

OVERPARAM_ENTRY(void, sampled_open)(Sampled* p, int activation, int parameterization, Count students, Count inputs, Count samples,
                                    const double* x, const double* y) {
  Carver carver(p);
  const double m = static_cast<double>(students), d = static_cast<double>(inputs), n = static_cast<double>(samples);
  Sampled::layout(carver, *p, m, d, n, planned_block(m, d, n));
  p->open({static_cast<Activation>(activation), static_cast<Parameterization>(parameterization), students, inputs}, samples, x, y);
}

OVERPARAM_ENTRY(void, sampled_load)(Sampled* p, const double* x, const double* y) { p->load_samples(x, y); }

OVERPARAM_ENTRY(double, sampled_value)(Sampled* p, const double* theta) { return p->value(theta); }

OVERPARAM_ENTRY(double, sampled_gradient)(Sampled* p, const double* theta, double* out) { return p->value_and_gradient(theta, out); }

OVERPARAM_ENTRY(void, sampled_forward)(Sampled* p, const double* theta, double* out) { p->forward(theta, out); }

OVERPARAM_ENTRY(void, sampled_descend)(Sampled* p, double* theta, double step, double steps, double stop_at, DescentReport* report) {
  descend(*p, theta, p->gradient, step, steps, stop_at, *report);
}

OVERPARAM_END
