// The sampled loss, over a block of memory that `sampled_plan` sized and the caller owns.
#pragma once

#include "entries/entry.hpp"
#include "sampled/problem.hpp"

OVERPARAM_BEGIN

// Whether A has to be kept apart from W.
inline bool sampled_copies(int precision, int parameterization) {
  return static_cast<Precision>(precision) == Precision::float32 ||
         static_cast<Parameterization>(parameterization) == Parameterization::squared_entry;
}

// Lays a problem of either precision out; `p` is the block itself, or a throwaway while counting.
template <class Real>
inline void sampled_lay(Carver& carver, Sampled<Real>& p, int precision, int activation, int parameterization, int bias, double students,
                        double inputs, double samples, double threads) {
  p.narrow_copy = sampled_copies(precision, parameterization);
  Sampled<Real>::layout(carver, p, rule_of(static_cast<Nonlinearity>(activation)) == Rule::smooth, p.narrow_copy, students, inputs + bias, samples, threads);
}

OVERPARAM_ENTRY(double, sampled_plan)(int precision, int activation, int parameterization, int bias, double students, double inputs,
                                      double samples, double threads) {
  Carver counting;
  if (static_cast<Precision>(precision) == Precision::float32) {
    Sampled<float> none;
    sampled_lay(counting, none, precision, activation, parameterization, bias, students, inputs, samples, threads);
  } else {
    Sampled<double> none;
    sampled_lay(counting, none, precision, activation, parameterization, bias, students, inputs, samples, threads);
  }
  return counting.bytes();
}

template <class Real>
inline void sampled_open_as(void* block, Team* team, const Shape& shape, const double* x, const double* y, const double* fixed) {
  Sampled<Real>& p = *static_cast<Sampled<Real>*>(block);
  Carver carver(block);
  sampled_lay(carver, p, static_cast<int>(shape.precision), static_cast<int>(shape.activation), static_cast<int>(shape.parameterization),
              shape.bias, static_cast<double>(shape.students), static_cast<double>(shape.inputs), static_cast<double>(shape.samples),
              team->members);
  p.open(shape, team, x, y, fixed);
}

// `fixed` [students]: the output weights that are not trained, or the signs of conic neurons.
OVERPARAM_ENTRY(void, sampled_open)(void* block, Team* team, int precision, int activation, int parameterization, int loss, int bias,
                                    Count students, Count inputs, Count samples, double squares, double paths, const double* x,
                                    const double* y, const double* fixed) {
  const Shape shape{static_cast<Precision>(precision), static_cast<Nonlinearity>(activation), static_cast<Parameterization>(parameterization),
                    static_cast<Loss>(loss),           bias != 0,                             students,
                    inputs,                            samples,                               squares,
                    paths};
  if (shape.precision == Precision::float32) {
    sampled_open_as<float>(block, team, shape, x, y, fixed);
  } else {
    sampled_open_as<double>(block, team, shape, x, y, fixed);
  }
}

// The problem in a block, in its precision; `Shape` is the first member of both kinds.
template <class Act>
[[gnu::always_inline]] inline auto with_sampled(void* block, Act act) {
  return static_cast<Shape*>(block)->precision == Precision::float32 ? act(*static_cast<Sampled<float>*>(block))
                                                                     : act(*static_cast<Sampled<double>*>(block));
}

OVERPARAM_ENTRY(void, sampled_load)(void* block, const double* x, const double* y) {
  with_sampled(block, [=](auto& p) { p.load(x, y); });
}

OVERPARAM_ENTRY(double, sampled_value)(void* block, const double* theta) {
  return with_sampled(block, [=](auto& p) { return p.value(theta); });
}

OVERPARAM_ENTRY(double, sampled_gradient)(void* block, const double* theta, double* out) {
  return with_sampled(block, [=](auto& p) { return p.value_and_gradient(theta, out); });
}

OVERPARAM_ENTRY(void, sampled_forward)(void* block, const double* theta, double* out) {
  with_sampled(block, [=](auto& p) { p.forward(theta, out); });
}

OVERPARAM_ENTRY(void, sampled_descend)(void* block, double* theta, double step, double steps, double stop_at, DescentReport* report) {
  with_sampled(block, [=](auto& p) { p.descend(theta, step, steps, stop_at, *report); });
}

OVERPARAM_END
