// x = quadrant · π/2 + (high + low), |high| ≤ π/4: the argument of sin and cos, right for every finite x.
//
// Up to 2^20 (Cody, Waite 1980): π/2 in parts of 33 bits, whose products with the quadrant are exact.
// Beyond (Payne, Hanek 1983): the bits of 2/π that matter, times the mantissa, in 32-bit words.
#pragma once

#include "double_double.hpp"
#include "elementary/horner.hpp"
#include "elementary/tables.hpp"

OVERPARAM_BEGIN

template <class Number>
struct ReducedAngle {
  Number high, low;
  decltype(bits_of(Number{})) quadrant;  // modulo 4
};

template <class Number>
[[gnu::always_inline]] inline ReducedAngle<Number> reduce_medium_angle(Number x) {
  const Number n = nearest(x * two_over_pi);
  const Number r = x - n * half_pi_1;  // exact
  const Pair<Number> second = two_sum(r, -(n * half_pi_2));
  const Pair<Number> third = two_sum(second.high, -(n * half_pi_3));
  const Pair<Number> angle = two_sum(third.high, (second.low + third.low) - n * half_pi_4);
  const auto near = magnitude(x) <= pi_high / 4;
  return {near ? x : angle.high, near ? spread<Number>(0) : angle.low, bits_of(n + 0x1.8p52) & 3};
}

inline ReducedAngle<double> reduce_large_angle(double x) {
  constexpr int window = 7;  // words of 2/π that are multiplied
  uint64_t bits = bits_of(magnitude(x));
  int exponent = static_cast<int>(bits >> 52) - 1075;
  uint64_t mantissa = (bits & 0x000fffffffffffffull) | 0x0010000000000000ull;
  uint64_t mantissa_words[2] = {mantissa & 0xffffffffu, mantissa >> 32};
  // Words before `first` contribute multiples of 4 quadrants.
  int first = exponent >= 2 ? (exponent - 2) / 32 : 0;

  // product = mantissa · window of 2/π, least significant word first.
  uint32_t product[window + 3] = {};
  for (int i = 0; i < 2; i++) {
    uint64_t carry = 0;
    for (int j = 0; j < window; j++) {
      uint64_t term = mantissa_words[i] * two_over_pi_words[first + window - 1 - j] + product[i + j] + carry;
      product[i + j] = static_cast<uint32_t>(term);
      carry = term >> 32;
    }
    product[i + window] = static_cast<uint32_t>(carry);
  }

  // x · 2/π = product / 2^fraction_bits. Take the fraction, most significant word first, and the quadrant above it.
  int fraction_bits = 32 * (first + window) - exponent;
  auto bits_from = [&](int bit) -> uint32_t {  // 32 bits of the product upwards of `bit`
    if (bit < 0) return 0;
    int word = bit / 32, shift = bit % 32;
    uint64_t pair = product[word] | static_cast<uint64_t>(product[word + 1]) << 32;
    return static_cast<uint32_t>(pair >> shift);
  };
  unsigned quadrant = bits_from(fraction_bits) & 3;
  uint32_t fraction[5];
  for (int i = 0; i < 5; i++) fraction[i] = bits_from(fraction_bits - 32 * (i + 1));
  bool upper_half = fraction[0] >> 31;
  if (upper_half) {  // fraction − 1: two's complement
    quadrant += 1;
    uint64_t carry = 1;
    for (int i = 4; i >= 0; i--) {
      uint64_t word = static_cast<uint64_t>(~fraction[i]) + carry;
      fraction[i] = static_cast<uint32_t>(word);
      carry = word >> 32;
    }
  }
  DoubleDouble turn = {0, 0};
  for (int i = 0; i < 5; i++) {
    DoubleDouble sum = two_sum(turn.high, fraction[i] * power_of_two(-32 * (i + 1)));
    turn = fast_two_sum(sum.high, sum.low + turn.low);
  }
  DoubleDouble angle = multiply(turn, {pi_high / 2, pi_low / 2});
  bool negative = upper_half != (x < 0);
  if (negative) angle = {-angle.high, -angle.low};
  return {angle.high, angle.low, (x < 0 ? 0u - quadrant : quadrant) & 3};
}

inline constexpr double medium_angles = 0x1p20;

OVERPARAM_END
