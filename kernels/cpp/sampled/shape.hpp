// What a sampled problem is: f(x) = Σ_i c_i σ(A_i · x + b_i), a loss per sample, and the penalties.
//
// θ is W [m,d], then a [m] with trained output weights, then b [m] with a hidden bias. A bias is one more feature that is 1 for
// every sample, so no kernel but the packing knows of it.
#pragma once

#include "network.hpp"

OVERPARAM_BEGIN

enum class Nonlinearity : int { relu = 0, abs = 1, tanh = 2, sigmoid = 3, softplus = 4, erf = 5, gelu = 6, quadratic = 7 };
enum class Loss : int { squared = 0, logistic = 1, smooth_hinge = 2 };
enum class Precision : int { float64 = 0, float32 = 1 };

// What loops over Z have to know of σ when compiled: smooth ones all look alike once value and slope are arrays.
enum class Rule : int { relu, abs, quadratic, smooth };

inline constexpr Rule rule_of(Nonlinearity sigma) {
  switch (sigma) {
    case Nonlinearity::relu: return Rule::relu;
    case Nonlinearity::abs: return Rule::abs;
    case Nonlinearity::quadratic: return Rule::quadratic;
    default: return Rule::smooth;  // needs elementary functions
  }
}

struct Shape {
  Precision precision;
  Nonlinearity activation;
  Parameterization parameterization;
  Loss loss;
  bool bias;
  Count students, inputs, samples;
  double squares;  // λ of (λ/2) ‖θ‖²
  double paths;    // λ of λ Σ_i |c_i| ‖w_i‖

  bool trains_output() const { return parameterization == Parameterization::output; }
  Count features() const { return inputs + (bias ? 1 : 0); }
  Count output_start() const { return students * inputs; }
  Count bias_start() const { return output_start() + (trains_output() ? students : 0); }
};

OVERPARAM_END
