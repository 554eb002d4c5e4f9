// What the elementary functions are written over: a Number is a double or a Vector of doubles.
//
// The functions are templates without branches and without fused multiply-adds, so every lane of a vector goes through the
// operations of the scalar function: the same bits, on every backend. `condition ? a : b` chooses lane by lane.
#pragma once

#include "bits.hpp"

OVERPARAM_BEGIN

typedef unsigned long long LaneBits __attribute__((vector_size(vector_bytes)));
// The same vector at any address that a double may have.
typedef double LooseVector __attribute__((vector_size(vector_bytes), aligned(alignof(double)), may_alias));

[[gnu::always_inline]] inline Vector load_loose(const double* from) { return *reinterpret_cast<const LooseVector*>(from); }
[[gnu::always_inline]] inline void store_loose(double* to, Vector value) { *reinterpret_cast<LooseVector*>(to) = value; }

[[gnu::always_inline]] inline LaneBits bits_of(Vector x) { return reinterpret_cast<LaneBits>(x); }
[[gnu::always_inline]] inline Vector from_bits(LaneBits bits) { return reinterpret_cast<Vector>(bits); }
[[gnu::always_inline]] inline Vector magnitude(Vector x) { return from_bits(bits_of(x) & 0x7fffffffffffffffull); }
[[gnu::always_inline]] inline Vector with_sign(Vector magnitude, Vector sign) {
  return from_bits((bits_of(magnitude) & 0x7fffffffffffffffull) | (bits_of(sign) & 0x8000000000000000ull));
}

[[gnu::always_inline]] inline Vector square_root(Vector x) {
#if defined(OVERPARAM_AVX512)
  return _mm512_sqrt_pd(x);
#elif defined(OVERPARAM_AVX2)
  return _mm256_sqrt_pd(x);
#else
  return Vector{square_root(x[0]), square_root(x[1])};
#endif
}

template <class Number>
[[gnu::always_inline]] inline Number spread(double value) {
  if constexpr (sizeof(Number) == sizeof(double)) {
    return value;
  } else {
    return broadcast(value);
  }
}

// The smaller of x and `limit`; NaN stays NaN.
template <class Number>
[[gnu::always_inline]] inline Number at_most(Number x, double limit) {
#if defined(OVERPARAM_AVX512)
  if constexpr (sizeof(Number) == sizeof(Vector)) return _mm512_min_pd(broadcast(limit), x);
#endif
  return x > limit ? spread<Number>(limit) : x;
}

// Of a bool, or of the lanes of a comparison (whose integer type is the compiler's choice).
template <class Condition>
[[gnu::always_inline]] inline bool any(Condition condition) {
  if constexpr (sizeof(Condition) < sizeof(Vector)) {
    return condition;
  } else {
#if defined(OVERPARAM_AVX512)
    return _mm512_movepi64_mask(reinterpret_cast<__m512i>(condition)) != 0;
#elif defined(OVERPARAM_AVX2)
    return _mm256_movemask_pd(reinterpret_cast<__m256d>(condition)) != 0;
#else
    return (condition[0] | condition[1]) != 0;
#endif
  }
}

// x rounded to the nearest integer, ties to even, for |x| < 2^51.
template <class Number>
[[gnu::always_inline]] inline Number nearest(Number x) {
  return (x + 0x1.8p52) - 0x1.8p52;
}

// 2^k for a whole number −1022 ≤ k ≤ 1023: adding 2^52 + 2^51 leaves k in the last bits, from where it is shifted into the exponent.
template <class Number>
[[gnu::always_inline]] inline Number power_of_two_of(Number k) {
  return from_bits(bits_of(k + (0x1.8p52 + 1023)) << 52);
}

// x · 2^k for x in [1/4, 4] and |k| ≤ 1100, rounded once, also where the result is subnormal or overflows.
template <class Number>
[[gnu::always_inline]] inline Number scale_by(Number x, Number k) {
  const Number half = nearest(k * 0.5);
  return x * power_of_two_of(half) * power_of_two_of(k - half);
}

OVERPARAM_END
