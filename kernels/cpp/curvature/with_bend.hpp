// σ(z), σ'(z) and σ''(z) of one vector together.
#pragma once

#include "elementary/with_slope.hpp"

OVERPARAM_BEGIN

enum class Smooth : int { tanh = 0, sigmoid = 1, softplus = 2, erf = 3, gelu = 4, quadratic = 5 };

struct WithBend {
  Vector value, slope, bend;
};

template <Smooth sigma>
[[gnu::always_inline]] inline WithBend with_bend(Vector z) {
  if constexpr (sigma == Smooth::tanh) {
    const WithSlope<Vector> s = tanh_with_slope(z);
    return {s.value, s.slope, -2 * s.value * s.slope};
  } else if constexpr (sigma == Smooth::sigmoid) {
    const WithSlope<Vector> s = sigmoid_with_slope(z);
    return {s.value, s.slope, s.slope * (1 - 2 * s.value)};
  } else if constexpr (sigma == Smooth::softplus) {
    const WithSlope<Vector> s = softplus_with_slope(z);
    return {s.value, s.slope, s.slope * (1 - s.slope)};
  } else if constexpr (sigma == Smooth::erf) {
    const WithSlope<Vector> s = erf_with_slope(z);
    return {s.value, s.slope, -2 * z * s.slope};
  } else if constexpr (sigma == Smooth::gelu) {
    // σ' = Φ + z φ, σ'' = (2 − z²) φ
    const Vector density = bell_of(z * 0x1.6a09e667f3bcdp-1) * 0x1.9884533d43651p-2;
    const Vector normal = 0.5 + 0.5 * erf(z * 0x1.6a09e667f3bcdp-1);
    return {z * normal, normal + z * density, (2 - z * z) * density};
  } else {
    return {z * z, z + z, broadcast(2.0)};
  }
}

OVERPARAM_END
