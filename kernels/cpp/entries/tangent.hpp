// The empirical tangent kernel of a two-layer network, over a block of memory that `tangent_plan` sized.
#pragma once

#include "entries/entry.hpp"
#include "tangent/gram.hpp"

OVERPARAM_BEGIN

OVERPARAM_ENTRY(double, tangent_plan)(int parameterization, double samples, double inputs, double students, double members) {
  Carver counting;
  TangentGram none;
  TangentGram::layout(counting, none, {samples, inputs, students, members}, static_cast<Parameterization>(parameterization) == Parameterization::conic);
  return counting.bytes();
}

// Multiply-adds.
OVERPARAM_ENTRY(double, tangent_work)(int parameterization, double samples, double inputs, double students) {
  return TangentGram::work({samples, inputs, students, 1}, static_cast<Parameterization>(parameterization));
}

// out [n,n]; `fixed` [students]: output weights that are not trained, or the signs of conic neurons.
OVERPARAM_ENTRY(void, tangent_gram)(Team* team, int activation, int parameterization, int bias, Count samples, Count inputs, Count students,
                                    const double* theta, const double* x, const double* fixed, double* out, void* work) {
  Carver carver(work);
  TangentGram& p = *static_cast<TangentGram*>(work);
  const TangentSizes size{static_cast<double>(samples), static_cast<double>(inputs), static_cast<double>(students),
                          static_cast<double>(team->members)};
  TangentGram::layout(carver, p, size, static_cast<Parameterization>(parameterization) == Parameterization::conic);
  p.activation = static_cast<Nonlinearity>(activation);
  p.parameterization = static_cast<Parameterization>(parameterization);
  p.bias = bias != 0;
  p.n = samples;
  p.d = inputs;
  p.m = students;
  p.theta = theta;
  p.x = x;
  p.fixed = fixed;
  p.out = out;
  p.run(*team);
}

OVERPARAM_END
