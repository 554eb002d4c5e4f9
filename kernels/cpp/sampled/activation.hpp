// σ and r σ'(z) on a vector of pre-activations; σ'(0) = 0.
#pragma once

#include "network.hpp"

OVERPARAM_BEGIN

template <Activation activation>
[[gnu::always_inline]] inline Vector activate(Vector z) {
  if constexpr (activation == Activation::relu) {
    return reinterpret_cast<Vector>(reinterpret_cast<LaneMask>(z) & (z > Vector{}));
  } else {
    return reinterpret_cast<Vector>(reinterpret_cast<LaneMask>(z) & (LaneMask{} + 0x7fffffffffffffffll));
  }
}

template <Activation activation>
[[gnu::always_inline]] inline Vector times_slope(Vector r, Vector z) {
  const LaneMask positive = z > Vector{};
  const Vector gated = reinterpret_cast<Vector>(reinterpret_cast<LaneMask>(r) & positive);
  if constexpr (activation == Activation::relu) {
    return gated;
  } else {
    const LaneMask negative = z < Vector{};
    return gated - reinterpret_cast<Vector>(reinterpret_cast<LaneMask>(r) & negative);
  }
}

OVERPARAM_END
