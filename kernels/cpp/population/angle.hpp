// The angle between two directions from the lengths of their difference and their sum, and what the kernels need of it.
//
//   t = 2 atan2(p, q),  p = ‖û − v̂‖,  q = ‖û + v̂‖,  sin t = 2pq/(p²+q²),  cos t = (q²−p²)/(p²+q²)
//
// Unlike acos(û·v̂) this keeps all digits near 0 and π, and gives exactly 0 and π for equal and opposite vectors. (Kahan)
// Squares limit the range: angles and norms below about 1e-154 count as zero.
#pragma once

#include "elementary/atan2.hpp"
#include "elementary/sin_cos.hpp"

OVERPARAM_BEGIN

// ψ(t) = sin t − t cos t below t = 1, where the two terms cancel.
template <class Number>
[[gnu::always_inline]] inline Number psi_of_small_angle(Number t) { return t * (t * t) * horner(psi_tail, t * t); }

// ψ(t), t in [0, π].
inline double psi(double t) { return t < 1 ? psi_of_small_angle(t) : sin(t) - t * cos(t); }

struct PairAngle {
  double t, sine, cosine, psi;
};

// From p² and q². Without branches: loops over pairs vectorise. Two zero vectors give the angle 0.
[[gnu::always_inline]] inline PairAngle pair_angle(double p2, double q2) {
  const double p = square_root(p2), q = square_root(q2);
  const DoubleDouble half = first_quadrant_angle(p, q);
  const double t = 2 * (half.high + half.low);
  const double total = p2 + q2;
  const double scale = 1 / (total == 0 ? 1.0 : total);
  const double sine = 2 * (p * q) * scale, cosine = total == 0 ? 1.0 : (q2 - p2) * scale;
  const double near = psi_of_small_angle(t), far = sine - t * cosine;
  return {t, sine, cosine, t < 1 ? near : far};
}

OVERPARAM_END
