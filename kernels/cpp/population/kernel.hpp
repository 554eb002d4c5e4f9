// The two activations differ only in two constants:
//
//   K(u,v) = E σ(u·x) σ(v·x) = k1 u·v + k2 ‖u‖ ‖v‖ ψ(t),      x ~ N(0, I)
//   ∂K/∂u  = k1 v + k2 ‖v‖ (sin t û − t v̂)
//
// relu: k1 = 1/2, k2 = 1/(2π).  |x|: k1 = 1, k2 = 2/π; there ±v are the same neuron, and the identity holds for both signs.
// Source: Cho, Saul 2009.
#pragma once

#include "elementary/tables.hpp"
#include "network.hpp"

OVERPARAM_BEGIN

struct Kernel {
  double k1, k2;
};

inline Kernel kernel_of(Activation activation) {
  return activation == Activation::relu ? Kernel{0.5, 1 / (2 * pi_high)} : Kernel{1, 2 / pi_high};
}

OVERPARAM_END
