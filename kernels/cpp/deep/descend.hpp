// Gradient descent of a deep network: loss_and_prepare(θ) leaves what take_step(θ, η) needs, so that a layer's step can be taken
// while its gradient is in cache. The same bits as a gradient and an update.
#pragma once

#include "descent.hpp"

OVERPARAM_BEGIN

template <class Network>
inline void descend_deep(Network& network, double* theta, double step, double steps, double stop_at, DescentReport& report) {
  report = {0, not_a_number, -infinity, static_cast<double>(DescentEnd::steps)};
  double before = not_a_number;
  while (report.taken < steps) {
    const double value = network.loss_and_prepare(theta);
    report.value = value;
    if (value - before > report.rise) report.rise = value - before;
    before = value;
    const bool finite = is_finite(value);
    if (!finite || value <= stop_at) {
      report.end = static_cast<double>(finite ? DescentEnd::reached : DescentEnd::not_finite);
      return;
    }
    network.take_step(theta, step);
    report.taken += 1;
  }
}

OVERPARAM_END
