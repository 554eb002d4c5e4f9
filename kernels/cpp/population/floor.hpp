// A first-order bound of the rounding error of the population loss: Σ (size of each term) × (its relative error).
//
// An angle carries an absolute error of about (0.6 d + 8) ε, which moves ψ by t sin t; a norm carries (d/2 + 2) ε, ψ itself 8 ε,
// the sum over eight rows 8 ε. s is summed without loss, so only the products c_k A_k and the d squares round.
#pragma once

#include "population/pass.hpp"

OVERPARAM_BEGIN

inline double loss_floor(Population& p, const double* theta) {
  const Count d = p.network.inputs;
  p.refresh(theta);
  const double angle_error = (0.6 * d + 8) * epsilon, term_error = (d + 20) * epsilon;
  double pairs = 0, products = 0;
  GroupAngles angles;
  for (Count rows = 0; rows < p.groups; rows++)
    for (Count columns = rows; columns < p.groups; columns++) {
      measure_group(p.group(rows), p.squares + rows * group_width, p.group(columns), p.squares + columns * group_width, d, angles);
      for (int a = 0; a < group_width; a++)
        for (int b = rows == columns ? a + 1 : 0; b < group_width; b++) {
          const double size = magnitude(p.omegas[rows * group_width + a] * p.omegas[columns * group_width + b]);
          pairs += size * (term_error * angles.psi[a][b] + angle_error * angles.t[a][b] * angles.sine[a][b]);
        }
    }
  for (Count k = 0; k < p.total; k++) products += magnitude(p.omegas[k]);
  const double length = square_root(row_dot(p.signed_sum, p.signed_sum, p.width));
  const double sum_error = 2 * epsilon * products;
  return p.kernel.k2 * pairs + p.kernel.k1 * (length * sum_error + sum_error * sum_error + 0.5 * (0.5 * d + 2) * epsilon * length * length);
}

OVERPARAM_END
