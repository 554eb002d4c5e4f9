// A double as its 64 bits, and powers of two built from bits.
#pragma once

#include "target.hpp"

OVERPARAM_BEGIN

inline constexpr double infinity = __builtin_inf();
inline constexpr double not_a_number = __builtin_nan("");
inline constexpr double epsilon = 0x1p-52;

inline uint64_t bits_of(double x) { return __builtin_bit_cast(uint64_t, x); }
inline double from_bits(uint64_t bits) { return __builtin_bit_cast(double, bits); }
inline double magnitude(double x) { return __builtin_fabs(x); }
inline double with_sign(double magnitude, double sign) { return __builtin_copysign(magnitude, sign); }
inline bool is_finite(double x) { return magnitude(x) < infinity; }
inline double square_root(double x) { return __builtin_sqrt(x); }
inline double smaller(double a, double b) { return a < b ? a : b; }
inline double larger(double a, double b) { return a < b ? b : a; }

// 2^k for −1022 ≤ k ≤ 1023.
inline double power_of_two(int k) { return from_bits(static_cast<uint64_t>(k + 1023) << 52); }

// x · 2^k for x in [1/4, 4], rounded once, also where the result is subnormal or overflows.
inline double scale(double x, int k) {
  k = k > 1100 ? 1100 : k < -1100 ? -1100 : k;
  int half = k / 2;
  return x * power_of_two(half) * power_of_two(k - half);
}

OVERPARAM_END
