// The loss of a sample and its derivative by the output f.
//
//   squared       ½ (f − y)²
//   logistic      log(1 + e^{−y f})
//   smooth hinge  0 from y f = 1 on, ½ (1 − y f)² down to y f = 0, ½ − y f below
#pragma once

#include "sampled/smooth.hpp"

OVERPARAM_BEGIN

template <Loss loss>
[[gnu::always_inline]] inline ValueAndSlope loss_of(Vector f, Vector y) {
  if constexpr (loss == Loss::squared) {
    const Vector e = f - y;
    return {0.5 * (e * e), e};
  } else if constexpr (loss == Loss::logistic) {
    const ValueAndSlope plus = smooth<Nonlinearity::softplus>(-(y * f));
    return {plus.value, -y * plus.slope};
  } else {
    const Vector short_of = 1 - y * f;
    const Vector positive = short_of > 0 ? short_of : Vector{};
    const Vector clamped = positive < 1 ? positive : broadcast(1);
    return {clamped * (positive - 0.5 * clamped), -y * clamped};
  }
}

// f of `count` real samples among `size`: residuals = ∂loss/∂f, 0 for padding; returns the sum of the losses.
template <Loss loss, class Real>
[[gnu::noinline]] inline double residuals_of(const double* f, const double* targets, Count count, Count size, Real* residuals) {
  Vector sum{}, index{};
  for (int lane = 0; lane < lanes; lane++) index[lane] = lane;
  for (Count i = 0; i < size; i += lanes) {
    const ValueAndSlope both = loss_of<loss>(load(f + i), load(targets + i));
    const LaneMask real = index + broadcast(static_cast<double>(i)) < broadcast(static_cast<double>(count));
    sum += real ? both.value : Vector{};
    const Vector slope = real ? both.slope : Vector{};
    for (int lane = 0; lane < lanes; lane++) residuals[i + lane] = static_cast<Real>(slope[lane]);
  }
  double parts[lanes];
  for (int lane = 0; lane < lanes; lane++) parts[lane] = sum[lane];
  return sum_halves<double, lanes>(parts);
}

OVERPARAM_END
