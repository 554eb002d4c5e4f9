// Vectors of either precision, by overloading: the same tile, packing and epilogues serve float64 and float32.
#pragma once

#include "target.hpp"

OVERPARAM_BEGIN

typedef float FloatVector __attribute__((vector_size(vector_bytes)));
typedef int FloatMask __attribute__((vector_size(vector_bytes)));

template <class Real>
struct Simd;

template <>
struct Simd<double> {
  using Vector = OVERPARAM_NAMESPACE::Vector;
  using Mask = LaneMask;
  static constexpr Mask all_but_sign() { return Mask{} + 0x7fffffffffffffffll; }
};

template <>
struct Simd<float> {
  using Vector = FloatVector;
  using Mask = FloatMask;
  static constexpr Mask all_but_sign() { return Mask{} + 0x7fffffff; }
};

template <class Real>
inline constexpr int lanes_of = vector_bytes / static_cast<int>(sizeof(Real));

// Neurons in a panel: what one register tile holds.
template <class Real>
inline constexpr Count panel_of = tile_vectors * lanes_of<Real>;

[[gnu::always_inline]] inline FloatVector multiply_add(FloatVector a, FloatVector b, FloatVector c) {
#if defined(OVERPARAM_AVX512)
  return _mm512_fmadd_ps(a, b, c);
#elif defined(OVERPARAM_AVX2)
  return _mm256_fmadd_ps(a, b, c);
#else
  return a * b + c;
#endif
}

[[gnu::always_inline]] inline FloatVector load(const float* from) { return *reinterpret_cast<const FloatVector*>(from); }
[[gnu::always_inline]] inline void store(float* to, FloatVector value) { *reinterpret_cast<FloatVector*>(to) = value; }

// `broadcast` for either precision.
[[gnu::always_inline]] inline Vector repeat(double value) { return broadcast(value); }
[[gnu::always_inline]] inline FloatVector repeat(float value) {
#if defined(OVERPARAM_AVX512)
  return _mm512_set1_ps(value);
#elif defined(OVERPARAM_AVX2)
  return _mm256_set1_ps(value);
#else
  return FloatVector{value, value, value, value};
#endif
}

// z where z > 0, else 0 (also for NaN): one instruction where a comparison and a mask would need registers that a tile has not.
[[gnu::always_inline]] inline Vector positive_part(Vector z) {
#if defined(OVERPARAM_AVX512)
  return _mm512_max_pd(z, Vector{});
#elif defined(OVERPARAM_AVX2)
  return _mm256_max_pd(z, Vector{});
#elif defined(__wasm__)
  return __builtin_wasm_pmax_f64x2(Vector{}, z);
#else
  return z > Vector{} ? z : Vector{};
#endif
}

[[gnu::always_inline]] inline FloatVector positive_part(FloatVector z) {
#if defined(OVERPARAM_AVX512)
  return _mm512_max_ps(z, FloatVector{});
#elif defined(OVERPARAM_AVX2)
  return _mm256_max_ps(z, FloatVector{});
#elif defined(__wasm__)
  return __builtin_wasm_pmax_f32x4(FloatVector{}, z);
#else
  return z > FloatVector{} ? z : FloatVector{};
#endif
}

// Σ of the lanes by halves, a fixed order: ((0+4)+(2+6)) + ((1+5)+(3+7)) for eight.
template <class Real, int count>
[[gnu::always_inline]] inline Real sum_halves(const Real* lane) {
  if constexpr (count == 1) {
    return lane[0];
  } else {
    Real half[count / 2];
    for (int i = 0; i < count / 2; i++) half[i] = lane[i] + lane[i + count / 2];
    return sum_halves<Real, count / 2>(half);
  }
}

// The sums of `lanes` vectors that lie one after the other, each by halves.
#if defined(OVERPARAM_AVX512)
// Two vectors fold into one: the first's halves added in the low lanes, the second's in the high.
template <int low, int high>
[[gnu::always_inline]] inline Vector fold(Vector a, Vector b) {
  return _mm512_shuffle_f64x2(a, b, low) + _mm512_shuffle_f64x2(a, b, high);
}

inline void sum_each(const double* from, double* to) {
  Vector four[4];
  // Per pair of vectors (a, b): lanes a0+a4 … a3+a7, b0+b4 … b3+b7.
  OVERPARAM_UNROLL for (int i = 0; i < 4; i++) four[i] = fold<0x44, 0xee>(load(from + 2 * i * lanes), load(from + (2 * i + 1) * lanes));
  // Per four vectors: 0+4 + 2+6 and 1+5 + 3+7 of each.
  const Vector first = fold<0x88, 0xdd>(four[0], four[1]), second = fold<0x88, 0xdd>(four[2], four[3]);
  const Vector sums = _mm512_unpacklo_pd(first, second) + _mm512_unpackhi_pd(first, second);
  // The sums come as 0 4 1 5 2 6 3 7.
  store(to, _mm512_permutexvar_pd(_mm512_set_epi64(7, 5, 3, 1, 6, 4, 2, 0), sums));
}
#else
inline void sum_each(const double* from, double* to) {
  for (int i = 0; i < lanes; i++) to[i] = sum_halves<double, lanes>(from + i * lanes);
}
#endif

inline void sum_each(const float* from, double* to) {
  constexpr int count = lanes_of<float>;
  for (int i = 0; i < count; i++) to[i] = static_cast<double>(sum_halves<float, count>(from + i * count));
}

OVERPARAM_END
