// Gradient descent θ ← θ − η ∇L(θ), many steps in one call, for any problem with value_and_gradient(theta, gradient).
#pragma once

#include "bits.hpp"

OVERPARAM_BEGIN

enum class DescentEnd : int { steps = 0, reached = 1, not_finite = 2 };

// What a call did: [steps taken, last value seen, largest rise of the value, DescentEnd].
struct DescentReport {
  double taken, value, rise, end;
};

template <class Problem>
inline void descend(Problem& problem, double* theta, double* gradient, double step, double steps, double stop_at, DescentReport& report) {
  const Count size = problem.size();
  report = {0, not_a_number, -infinity, static_cast<double>(DescentEnd::steps)};
  double before = not_a_number;
  while (report.taken < steps) {
    const double value = problem.value_and_gradient(theta, gradient);
    report.value = value;
    if (value - before > report.rise) report.rise = value - before;
    before = value;
    const bool finite = is_finite(value);
    if (!finite || value <= stop_at) {
      report.end = static_cast<double>(finite ? DescentEnd::reached : DescentEnd::not_finite);
      return;
    }
    for (Count i = 0; i < size; i++) theta[i] -= step * gradient[i];
    report.taken += 1;
  }
}

OVERPARAM_END
