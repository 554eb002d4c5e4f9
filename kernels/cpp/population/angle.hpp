// The angle between two directions from the lengths of their difference and their sum, and what the kernels need of it.
//
//   p = ‖û − v̂‖,  q = ‖û + v̂‖,  p² + q² = 4:   sin t = pq/2,  cos t = (q² − p²)/4,  t = atan2(2pq, q² − p²)
//
// Unlike acos(û·v̂) this keeps all digits near 0 and π, and gives exactly 0 and π for equal and opposite vectors. (Kahan)
// Squares limit the range: angles and norms below about 1e-154 count as zero.
#pragma once

#include "elementary/atan2.hpp"
#include "elementary/sin_cos.hpp"

OVERPARAM_BEGIN

// ψ(t) = sin t − t cos t below t = 1, where the two terms cancel.
template <class Number>
[[gnu::always_inline]] inline Number psi_of_small_angle(Number t) {
  return t * (t * t) * horner(psi_tail, t * t);
}

// ψ(t), t in [0, π].
inline double psi(double t) { return t < 1 ? psi_of_small_angle(t) : sin(t) - t * cos(t); }

template <class Number>
struct PairAngle {
  Number t, sine, cosine, psi;
};

// From p² and q² of unit vectors (a zero vector gives some finite angle; two of them the angle 0).
template <class Number>
[[gnu::always_inline]] inline PairAngle<Number> pair_angle(Number p2, Number q2) {
  const Number twice = 2 * square_root(p2 * q2), across = q2 - p2;
  const Number t = half_plane_angle(first_quadrant_angle(twice, magnitude(across)), across < 0);
  // 1/(p² + q²): the sum is 4 up to rounding, hence one term of the series.
  const Number scale = 0.25 - 0.25 * (0.25 * (p2 + q2) - 1);
  const Number sine = twice * scale, cosine = across * scale;
  Number psi = sine - t * cosine;
  const auto small = t < 1;
  if (any(small)) psi = small ? psi_of_small_angle(t) : psi;
  return {t, sine, cosine, psi};
}

OVERPARAM_END
