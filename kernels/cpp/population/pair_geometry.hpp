// A pair of neurons as a plane: u = ĥ_i, e ⟂ u the unit vector towards ĥ_k, so ĥ_k = cos t u + sin t e. In it
//
//   E[σ'(A_i·x) σ'(A_k·x) x xᵀ] = k1 I + k2 ( −t I + sin t ( cos t (uuᵀ − eeᵀ) + sin t (ueᵀ + euᵀ) ) )
//   ∂²K/∂A_i²                   = k2 (‖A_k‖ sin t / ‖A_i‖) ( I + eeᵀ − uuᵀ )
//
// Nothing is divided by sin t except e itself, which only appears multiplied by it.
#pragma once

#include "population/pass.hpp"

OVERPARAM_BEGIN

struct PairGeometry {
  double t, sine, cosine, psi;
};

// Measures (i, k) and fills p.across with e (0 when the two directions are parallel).
inline PairGeometry pair_geometry(Population& p, Count i, Count k) {
  const Count d = p.network.inputs;
  const double* u = p.direction(i);
  const double* v = p.direction(k);
  double p2 = 0, q2 = 0;
  for (Count l = 0; l < d; l++) {
    p2 += (u[l] - v[l]) * (u[l] - v[l]);
    q2 += (u[l] + v[l]) * (u[l] + v[l]);
  }
  const PairAngle<double> angle = pair_angle(p2, q2);
  // v − cos t u, written so that nothing cancels near 0 and near π.
  const bool acute = angle.cosine >= 0;
  const double sign = acute ? 1 : -1;
  const double rest = 2 * (acute ? p2 : q2) / (p2 + q2);  // 1 − |cos t|
  for (Count l = 0; l < d; l++) {
    const double part = (v[l] - sign * u[l]) + sign * (rest * u[l]);
    p.across[l] = angle.sine == 0 ? 0 : part / angle.sine;
  }
  return {angle.t, angle.sine, angle.cosine, angle.psi};
}

OVERPARAM_END
