// A first-order bound of the rounding error of the population loss: Σ (size of each term) × (its relative error).
//
// An angle carries an absolute error of about (d/2 + 8) ε, which moves ψ by t sin t; a norm carries (d/2 + 2) ε, ψ itself 8 ε.
// s is summed without loss, so only the products c_k A_k and the d squares round.
#pragma once

#include "population/problem.hpp"

OVERPARAM_BEGIN

inline double loss_floor(Population& p, const double* theta) {
  const Count d = p.network.inputs;
  p.refresh(theta);
  const double angle_error = (0.5 * d + 8) * epsilon, term_error = (d + 12) * epsilon;
  double pairs = 0, products = 0;
  for (Count i = 0; i < p.total; i++) {
    p.measure_pairs(i);
    products += magnitude(p.omegas[i]);
    for (Count k = i + 1; k < p.total; k++) {
      const double size = magnitude(p.omegas[i] * p.omegas[k]);
      pairs += size * (term_error * p.psis[k] + angle_error * p.angles[k] * p.sines[k]);
    }
  }
  const double length = norm(p.signed_sum, d);
  const double sum_error = 2 * epsilon * products;
  return p.kernel.k2 * pairs + p.kernel.k1 * (length * sum_error + sum_error * sum_error + 0.5 * (0.5 * d + 2) * epsilon * length * length);
}

OVERPARAM_END
