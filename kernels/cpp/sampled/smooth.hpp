// Activations that need elementary functions: value and slope of one vector together, because they share the costly part.
#pragma once

#include "elementary/erf.hpp"
#include "elementary/exp.hpp"
#include "elementary/log.hpp"
#include "elementary/tanh.hpp"
#include "sampled/shape.hpp"
#include "tile/simd.hpp"

OVERPARAM_BEGIN

struct ValueAndSlope {
  Vector value, slope;
};

template <double (*f)(double)>
inline Vector by_lane(Vector x) {
  Vector y{};
  for (int i = 0; i < lanes; i++) y[i] = f(x[i]);
  return y;
}
inline double log1p_scalar(double x) { return log(1 + x); }
inline Vector vector_exp(Vector x) { return by_lane<exp>(x); }
inline Vector vector_log1p(Vector x) { return by_lane<log1p_scalar>(x); }
inline Vector vector_tanh(Vector x) { return by_lane<tanh>(x); }
inline Vector vector_erf(Vector x) { return by_lane<erf>(x); }

[[gnu::always_inline]] inline Vector choose(LaneMask where, Vector yes, Vector no) { return where ? yes : no; }
[[gnu::always_inline]] inline Vector magnitude_of(Vector x) {
  return reinterpret_cast<Vector>(reinterpret_cast<LaneMask>(x) & Simd<double>::all_but_sign());
}

// σ(z) = 1/(1 + e^{−z}) from e = e^{−|z|} ≤ 1, which neither overflows nor cancels.
[[gnu::always_inline]] inline ValueAndSlope sigmoid_of(Vector z, Vector e) {
  const Vector q = broadcast(1) / (broadcast(1) + e);
  return {choose(z < Vector{}, e * q, q), e * q * q};
}

template <Nonlinearity sigma>
[[gnu::always_inline]] inline ValueAndSlope smooth(Vector z) {
  const Vector one = broadcast(1);
  if constexpr (sigma == Nonlinearity::tanh) {
    const Vector h = vector_tanh(z);
    return {h, one - h * h};
  } else if constexpr (sigma == Nonlinearity::sigmoid) {
    return sigmoid_of(z, vector_exp(-magnitude_of(z)));
  } else if constexpr (sigma == Nonlinearity::softplus) {
    const Vector e = vector_exp(-magnitude_of(z));
    return {choose(z > Vector{}, z, Vector{}) + vector_log1p(e), sigmoid_of(z, e).value};
  } else if constexpr (sigma == Nonlinearity::erf) {
    return {vector_erf(z), broadcast(0x1.20dd750429b6dp+0) * vector_exp(-(z * z))};
  } else {
    // GELU: z Φ(z), Φ = ½ (1 + erf(z/√2)); slope Φ + z φ(z).
    const Vector normal = broadcast(0.5) * (one + vector_erf(z * broadcast(0x1.6a09e667f3bcdp-1)));
    const Vector density = broadcast(0x1.9884533d43651p-2) * vector_exp(broadcast(-0.5) * (z * z));
    return {z * normal, normal + z * density};
  }
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

OVERPARAM_END
