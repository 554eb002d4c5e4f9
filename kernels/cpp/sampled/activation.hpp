// σ and r σ'(z) where both follow from z by arithmetic alone: relu, |x| and x²; σ'(0) = 0.
#pragma once

#include "sampled/shape.hpp"
#include "tile/simd.hpp"

OVERPARAM_BEGIN

template <Rule rule, class Real>
struct Activate {
  using Vector = typename Simd<Real>::Vector;
  using Mask = typename Simd<Real>::Mask;

  [[gnu::always_inline]] static Vector keep(Vector value, Mask where) {
    return reinterpret_cast<Vector>(reinterpret_cast<Mask>(value) & where);
  }

  [[gnu::always_inline]] static Vector value(Vector z) {
    if constexpr (rule == Rule::relu) return positive_part(z);
    if constexpr (rule == Rule::abs) return keep(z, Simd<Real>::all_but_sign());
    if constexpr (rule == Rule::quadratic) return z * z;
  }

  [[gnu::always_inline]] static Vector times_slope(Vector r, Vector z) {
    if constexpr (rule == Rule::relu) return keep(r, z > Vector{});
    if constexpr (rule == Rule::abs) return keep(r, z > Vector{}) - keep(r, z < Vector{});
    if constexpr (rule == Rule::quadratic) return r * (z + z);
  }
};

OVERPARAM_END
