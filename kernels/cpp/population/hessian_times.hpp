// H v in closed form, O((m+r) m d): the derivative of the gradient along v, pair by pair.
#pragma once

#include "population/pair_geometry.hpp"

OVERPARAM_BEGIN

// dA and dc that v makes, in the turned frame.
inline void effective_move(Population& p, const double* theta, const double* v) {
  const Count m = p.network.students, d = p.network.inputs;
  for (Count i = 0; i < m; i++) {
    double radial = 0;
    for (Count l = 0; l < d; l++) {
      const Count j = i * d + l;
      const double slope = p.network.parameterization == Parameterization::squared_entry ? 2 * magnitude(theta[j]) : 1;
      p.move[j] = p.sides[i] * (slope * v[j]);
      radial += p.direction(i)[l] * p.move[j];
    }
    switch (p.network.parameterization) {
      case Parameterization::plain:
      case Parameterization::squared_entry: p.move_weight[i] = 0; break;
      case Parameterization::output: p.move_weight[i] = v[m * d + i]; break;
      case Parameterization::conic: p.move_weight[i] = radial; break;
    }
  }
}

// dg_i += what neuron k does to it: c_k (∂²K/∂A_i² dA_i + ∂²K/∂A_i∂A_k dA_k) + dc_k ∂K/∂A_i. u, e as seen from i.
inline void add_change(Population& p, Count i, Count k, const PairGeometry& pair, const double* u, const double* e) {
  const Count m = p.network.students, d = p.network.inputs;
  double* change = p.g_change + i * d;
  const double* move_i = p.move + i * d;
  const double c = p.weights[k], k1 = p.kernel.k1, k2 = p.kernel.k2;
  const double bend = c * k2 * p.norms[k] * pair.sine / p.norms[i];
  double along_u = bend * -dot(u, move_i, d), along_e = bend * dot(e, move_i, d);
  axpy(bend, move_i, change, d);
  if (k < m) {
    const double* move_k = p.move + k * d;
    const double u_k = dot(u, move_k, d), e_k = dot(e, move_k, d);
    axpy(c * (k1 - k2 * pair.t), move_k, change, d);
    along_u += c * k2 * pair.sine * (pair.cosine * u_k + pair.sine * e_k);
    along_e += c * k2 * pair.sine * (pair.sine * u_k - pair.cosine * e_k);
    const double weight = p.move_weight[k] * p.norms[k];
    axpy(weight * (k1 - k2 * pair.t), p.direction(k), change, d);
    along_u += weight * k2 * pair.sine;
  }
  axpy(along_u, u, change, d);
  axpy(along_e, e, change, d);
}

inline void hessian_times(Population& p, const double* theta, const double* v, double* out) {
  const Count m = p.network.students, d = p.network.inputs;
  value_and_g(p, theta);
  effective_move(p, theta, v);
  for (Count i = 0; i < m; i++)
    for (Count l = 0; l < d; l++) {
      // The pair (i, i): K(A, A) = k1 ‖A‖².
      const Count j = i * d + l;
      p.g_change[j] = p.kernel.k1 * (p.weights[i] * p.move[j] + p.move_weight[i] * (p.norms[i] * p.direction(i)[l]));
    }
  for (Count i = 0; i < m; i++) {
    if (p.norms[i] == 0) continue;
    for (Count k = i + 1; k < p.total; k++) {
      if (p.norms[k] == 0) continue;
      const PairGeometry pair = pair_geometry(p, i, k);
      const double* u = p.direction(i);
      add_change(p, i, k, pair, u, p.across);
      if (k >= m) continue;
      // Seen from k, the unit vector towards ĥ_i is sin t u − cos t e.
      for (Count l = 0; l < d; l++) p.side_k[l] = pair.sine * u[l] - pair.cosine * p.across[l];
      add_change(p, k, i, pair, p.direction(k), p.side_k);
    }
  }
  for (Count i = 0; i < m; i++) {
    const double* w = theta + i * d;
    const double* g = p.g + i * d;
    const double* a = p.neuron(i);
    double* change = p.g_change + i * d;
    const double n = p.norms[i], c = p.weights[i], side = p.sides[i], dc = p.move_weight[i];
    double* result = out + i * d;
    if (n == 0) {
      for (Count l = 0; l < d; l++) result[l] = 0;
      if (p.network.parameterization == Parameterization::output) out[m * d + i] = 0;
      continue;
    }
    double kappa_change = 0;
    for (Count l = 0; l < d; l++) {
      change[l] *= side;
      kappa_change += side * p.move[i * d + l] * g[l] + a[l] * change[l];
    }
    for (Count l = 0; l < d; l++) {
      const double v_l = v[i * d + l];
      switch (p.network.parameterization) {
        case Parameterization::plain: result[l] = change[l]; break;
        case Parameterization::output: result[l] = dc * g[l] + c * change[l]; break;
        case Parameterization::squared_entry:
          result[l] = 2 * magnitude(w[l]) * change[l] + (w[l] < 0 ? -2 : w[l] > 0 ? 2 : 0) * v_l * g[l];
          break;
        case Parameterization::conic: {
          // d(c g + κ h): κ = ∂L/∂c, dh = (v − h (h·v))/n, and h·v = dc
          const double h = a[l] / n;
          result[l] = dc * g[l] + c * change[l] + kappa_change * h + p.kappa[i] * (v_l - dc * h) / n;
          break;
        }
      }
    }
    if (p.network.parameterization == Parameterization::output) out[m * d + i] = kappa_change;
  }
}

OVERPARAM_END
