// ∇²L in closed form, [size,size] row-major, O(m (m+r) d²): one block per pair of students in (A, c), then the chain rule.
#pragma once

#include "population/pair_geometry.hpp"

OVERPARAM_BEGIN

// Writes the block (i, k) of the Hessian and its mirror image. `curvature` [d,d] is c_i c_k E[σ'σ'xxᵀ] (+ what bends A_i for
// i = k); `slope_i` = ∂²L/∂A_i∂c_k and `slope_k` = ∂²L/∂A_k∂c_i [d]; `level` = ∂²L/∂c_i∂c_k. All in the turned frame.
inline void place_block(const Population& p, const double* theta, Count i, Count k, const double* curvature, const double* slope_i,
                        const double* slope_k, double level, double* out) {
  const Count m = p.network.students, d = p.network.inputs, size = p.size();
  const double both = p.sides[i] * p.sides[k];
  const double* h_i = p.direction(i);
  const double* h_k = p.direction(k);
  for (Count a = 0; a < d; a++)
    for (Count b = 0; b < d; b++) {
      double entry = curvature[a * d + b];
      if (p.network.parameterization == Parameterization::conic) {
        entry += slope_i[a] * h_k[b] + h_i[a] * slope_k[b] + level * (h_i[a] * h_k[b]);
      } else if (p.network.parameterization == Parameterization::squared_entry) {
        entry *= 4 * (magnitude(theta[i * d + a]) * magnitude(theta[k * d + b]));
      }
      entry *= both;
      out[(i * d + a) * size + k * d + b] = entry;
      out[(k * d + b) * size + i * d + a] = entry;
    }
  if (p.network.parameterization != Parameterization::output) return;
  const Count row_i = m * d + i, row_k = m * d + k;
  for (Count a = 0; a < d; a++) {
    out[(i * d + a) * size + row_k] = out[row_k * size + i * d + a] = p.sides[i] * slope_i[a];
    out[(k * d + a) * size + row_i] = out[row_i * size + k * d + a] = p.sides[k] * slope_k[a];
  }
  out[row_i * size + row_k] = out[row_k * size + row_i] = level;
}

// The block of two different students.
inline void place_pair(Population& p, const double* theta, Count i, Count k, double* out) {
  const Count d = p.network.inputs;
  const PairGeometry pair = pair_geometry(p, i, k);
  const double k1 = p.kernel.k1, k2 = p.kernel.k2, c = p.weights[i] * p.weights[k];
  const double* u = p.direction(i);
  const double* v = p.direction(k);
  const double* e = p.across;
  const double even = k2 * pair.sine * pair.cosine, odd = k2 * pair.sine * pair.sine;
  for (Count a = 0; a < d; a++)
    for (Count b = 0; b < d; b++)
      p.block[a * d + b] = c * ((a == b ? k1 - k2 * pair.t : 0) + (even * (u[a] * u[b] - e[a] * e[b]) + odd * (u[a] * e[b] + e[a] * u[b])));
  for (Count a = 0; a < d; a++) {
    p.side_i[a] = p.weights[i] * p.norms[k] * (k1 * v[a] + k2 * (pair.sine * u[a] - pair.t * v[a]));
    p.side_k[a] = p.weights[k] * p.norms[i] * (k1 * u[a] + k2 * (pair.sine * v[a] - pair.t * u[a]));
  }
  const double level = p.norms[i] * p.norms[k] * (k1 * pair.cosine + k2 * pair.psi);
  place_block(p, theta, i, k, p.block, p.side_i, p.side_k, level, out);
}

// The block of one student with itself: its own quadratic term and the bending of A_i under all other neurons.
inline void place_diagonal(Population& p, const double* theta, Count i, double* out) {
  const Count d = p.network.inputs, size = p.size();
  const double k1 = p.kernel.k1, k2 = p.kernel.k2, c = p.weights[i], n = p.norms[i];
  const double* u = p.direction(i);
  for (Count j = 0; j < d * d; j++) p.block[j] = 0;
  double round = c * k1;
  for (Count k = 0; k < p.total; k++) {
    if (k == i || p.norms[k] == 0) continue;
    const PairGeometry pair = pair_geometry(p, i, k);
    const double bend = p.weights[k] * k2 * p.norms[k] * pair.sine / n;
    round += bend;
    for (Count a = 0; a < d; a++)
      for (Count b = 0; b < d; b++) p.block[a * d + b] += bend * (p.across[a] * p.across[b] - u[a] * u[b]);
  }
  for (Count a = 0; a < d; a++) {
    for (Count b = 0; b < d; b++) p.block[a * d + b] *= c;
    p.block[a * d + a] += c * round;
    p.side_i[a] = p.sides[i] * p.g[i * d + a] + c * k1 * (n * u[a]);
  }
  if (p.network.parameterization == Parameterization::conic) {
    // κ ∂²‖w‖/∂w², κ = ∂L/∂c
    const double curl = p.kappa[i] / n;
    for (Count a = 0; a < d; a++)
      for (Count b = 0; b < d; b++) p.block[a * d + b] += curl * ((a == b ? 1 : 0) - u[a] * u[b]);
  }
  place_block(p, theta, i, i, p.block, p.side_i, p.side_i, k1 * (n * n), out);
  if (p.network.parameterization == Parameterization::squared_entry) {
    for (Count a = 0; a < d; a++) {
      const double w = theta[i * d + a];
      out[(i * d + a) * size + i * d + a] += (w < 0 ? -2 : w > 0 ? 2 : 0) * p.g[i * d + a];
    }
  }
}

inline void hessian(Population& p, const double* theta, double* out) {
  const Count m = p.network.students, size = p.size();
  value_and_g(p, theta);
  for (Count j = 0; j < size * size; j++) out[j] = 0;
  for (Count i = 0; i < m; i++) {
    if (p.norms[i] == 0) continue;
    place_diagonal(p, theta, i, out);
    for (Count k = i + 1; k < m; k++)
      if (p.norms[k] != 0) place_pair(p, theta, i, k, out);
  }
}

OVERPARAM_END
