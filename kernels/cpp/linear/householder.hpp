// The reflection H = I − τ v vᵀ, v[0] = 1, that turns x into (β, 0, …, 0).
#pragma once

#include "bits.hpp"
#include "network.hpp"

OVERPARAM_BEGIN

struct Reflection {
  double tau, beta;
};

// Overwrites x [n] by v. τ = 0 when nothing has to be done. Scaled, so that squares neither overflow nor vanish.
inline Reflection reflection(double* x, Count n) {
  double largest = 0;
  for (Count i = 0; i < n; i++) largest = larger(largest, magnitude(x[i]));
  double rest = 0;
  for (Count i = 1; i < n; i++) rest = larger(rest, magnitude(x[i]));
  const double first = x[0];
  x[0] = 1;
  if (rest == 0 || !is_finite(largest)) return {0, first};
  double square = (first / largest) * (first / largest);
  for (Count i = 1; i < n; i++) square += (x[i] / largest) * (x[i] / largest);
  const double length = largest * square_root(square);
  const double beta = first > 0 ? -length : length;
  const double pivot = first - beta;
  for (Count i = 1; i < n; i++) x[i] /= pivot;
  return {(beta - first) / beta, beta};
}

OVERPARAM_END
