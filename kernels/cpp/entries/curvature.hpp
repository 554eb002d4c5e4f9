// The Hessian of a smooth two-layer network on samples, over a block of memory that `curvature_plan` sized and the caller owns.
#pragma once

#include "curvature/pass.hpp"
#include "entries/entry.hpp"

OVERPARAM_BEGIN

OVERPARAM_ENTRY(double, curvature_plan)(double students, double inputs, double samples) {
  Carver counting;
  Curvature none;
  Curvature::layout(counting, none, students, inputs, samples);
  return counting.bytes();
}

OVERPARAM_ENTRY(void, curvature_open)(Curvature* p, int activation, Count students, Count inputs, Count samples, const double* x,
                                      const double* y) {
  Carver carver(p);
  Curvature::layout(carver, *p, static_cast<double>(students), static_cast<double>(inputs), static_cast<double>(samples));
  p->open(static_cast<Smooth>(activation), students, inputs, samples, x, y);
}

OVERPARAM_ENTRY(double, curvature_value)(Curvature* p, const double* theta) {
  return with_pass(*p, theta, [](auto pass) { return pass.template run<false>(); });
}

OVERPARAM_ENTRY(double, curvature_gradient)(Curvature* p, const double* theta, double* out) {
  return with_pass(*p, theta, [&](auto pass) {
    const double value = pass.template run<false>();
    pass.write_gradient(out);
    return value;
  });
}

OVERPARAM_ENTRY(double, curvature_hessian)(Curvature* p, const double* theta, double* out) {
  return with_pass(*p, theta, [&](auto pass) {
    const double value = pass.template run<true>();
    pass.write_hessian(out);
    return value;
  });
}

OVERPARAM_END
