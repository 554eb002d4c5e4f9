// Activations that need elementary functions: value and slope of one vector together, because they share the costly part.
#pragma once

#include "elementary/with_slope.hpp"
#include "sampled/quick.hpp"
#include "sampled/shape.hpp"
#include "tile/simd.hpp"

OVERPARAM_BEGIN

using ValueAndSlope = WithSlope<Vector>;

[[gnu::always_inline]] inline ValueAndSlope quick_softplus(Vector z) {
  const Vector e = quick_exp_minus(magnitude(z));
  return {positive_part(z) + quick_log1p(e), sigmoid_of(z, e)};
}

[[gnu::always_inline]] inline ValueAndSlope quick_erf_with_slope(Vector z) {
  const Vector bell = quick_exp_minus(z * z);
  return {quick_erf(z, bell), bell * 0x1.20dd750429b6dp+0};
}

// x Φ(x), Φ(x) = (1 + erf(x/√2))/2; slope Φ(x) + x e^{−x²/2}/√(2π).
[[gnu::always_inline]] inline ValueAndSlope quick_gelu(Vector z) {
  const ValueAndSlope half = quick_erf_with_slope(z * 0x1.6a09e667f3bcdp-1);
  const Vector normal = 0.5 + 0.5 * half.value;
  return {z * normal, multiply_add(z, half.slope * 0x1.6a09e667f3bcdp-2, normal)};
}

template <Nonlinearity sigma>
[[gnu::always_inline]] inline ValueAndSlope smooth(Vector z) {
  if constexpr (sigma == Nonlinearity::tanh) return tanh_with_slope(z);
  if constexpr (sigma == Nonlinearity::sigmoid) return sigmoid_with_slope(z);
  if constexpr (sigma == Nonlinearity::softplus) return quick_softplus(z);
  if constexpr (sigma == Nonlinearity::erf) return quick_erf_with_slope(z);
  if constexpr (sigma == Nonlinearity::gelu) return quick_gelu(z);
}

template <Nonlinearity sigma>
[[gnu::always_inline]] inline Vector smooth_in_place(double* z, double* slopes) {
  const ValueAndSlope both = smooth<sigma>(load(z));
  store(z, both.value);
  store(slopes, both.slope);
  return both.value;
}

// float32: each half in float64, rounded once.
template <Nonlinearity sigma>
[[gnu::always_inline]] inline FloatVector smooth_in_place(float* z, float* slopes) {
  for (int half = 0; half < 2; half++) {
    float* at = z + half * lanes;
    Vector wide{};
    for (int i = 0; i < lanes; i++) wide[i] = at[i];
    const ValueAndSlope both = smooth<sigma>(wide);
    for (int i = 0; i < lanes; i++) at[i] = static_cast<float>(both.value[i]);
    for (int i = 0; i < lanes; i++) slopes[half * lanes + i] = static_cast<float>(both.slope[i]);
  }
  return load(z);
}

// For a tile of pre-activations z [tile_samples, vectors]: z becomes σ(z), slopes σ'(z), and outputs = c · σ(z), plus what they were
// unless `first`.
template <class Real>
using SmoothOutputs = void (*)(Real* z, Real* slopes, const Real* weights, int vectors, bool first, Real* outputs);

template <Nonlinearity sigma, class Real>
[[gnu::noinline]] inline void smooth_outputs(Real* z, Real* slopes, const Real* weights, int vectors, bool first, Real* outputs) {
  constexpr int width = lanes_of<Real>;
  for (int s = 0; s < tile_samples; s++) {
    typename Simd<Real>::Vector sum{};
    if (!first) sum = load(outputs + s * width);
    for (int v = 0; v < vectors; v++) {
      sum = multiply_add(load(weights + v * width), smooth_in_place<sigma>(z, slopes), sum);
      z += width;
      slopes += width;
    }
    store(outputs + s * width, sum);
  }
}

// By its address, so that everything around an activation is compiled once for all of them. Null for those that are not smooth.
template <class Real>
inline SmoothOutputs<Real> smooth_outputs_of(Nonlinearity sigma) {
  switch (sigma) {
    case Nonlinearity::tanh: return smooth_outputs<Nonlinearity::tanh, Real>;
    case Nonlinearity::sigmoid: return smooth_outputs<Nonlinearity::sigmoid, Real>;
    case Nonlinearity::softplus: return smooth_outputs<Nonlinearity::softplus, Real>;
    case Nonlinearity::erf: return smooth_outputs<Nonlinearity::erf, Real>;
    case Nonlinearity::gelu: return smooth_outputs<Nonlinearity::gelu, Real>;
    default: return nullptr;
  }
}

OVERPARAM_END
