// σ(x) and σ'(x) together, because they share their costly part; the value has the bits of the function alone.
#pragma once

#include "elementary/erf.hpp"
#include "elementary/sigmoid.hpp"
#include "elementary/tanh.hpp"

OVERPARAM_BEGIN

template <class Number>
struct WithSlope {
  Number value, slope;
};

template <class Number>
[[gnu::always_inline]] inline WithSlope<Number> tanh_with_slope(Number x) {
  const Number t = tanh(x);
  return {t, (1 - t) * (1 + t)};
}

template <class Number>
[[gnu::always_inline]] inline WithSlope<Number> sigmoid_with_slope(Number x) {
  const Number e = exp(-magnitude(x)), bottom = 1 + e;
  return {sigmoid_of(x, e), e / (bottom * bottom)};
}

template <class Number>
[[gnu::always_inline]] inline WithSlope<Number> softplus_with_slope(Number x) {
  const Number e = exp(-magnitude(x));
  return {softplus_of(x, e), sigmoid_of(x, e)};
}

// Slope 2/√π e^{−x²}.
template <class Number>
[[gnu::always_inline]] inline WithSlope<Number> erf_with_slope(Number x) {
  const Number bell = bell_of(x);
  return {erf_of(x, bell), bell * 0x1.20dd750429b6dp+0};
}

// GELU x Φ(x), Φ(x) = (1 + erf(x/√2))/2; slope Φ(x) + x e^{−x²/2}/√(2π).
template <class Number>
[[gnu::always_inline]] inline WithSlope<Number> gelu_with_slope(Number x) {
  const WithSlope<Number> half = erf_with_slope(x * 0x1.6a09e667f3bcdp-1);
  const Number normal = 0.5 + 0.5 * half.value;
  return {x * normal, normal + x * (half.slope * 0x1.6a09e667f3bcdp-2)};
}

OVERPARAM_END
