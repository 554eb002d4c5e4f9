// θ ↔ effective neurons: f(x) = Σ_i c_i σ(A_i · x), and the chain rule back to θ.
//
//   plain          A = w          c = 1
//   output         A = w          c = a      θ = W, then a
//   conic          A = w          c = ‖w‖
//   squared-entry  A = w ∘ |w|    c = 1
#pragma once

#include "bits.hpp"

OVERPARAM_BEGIN

enum class Activation : int { relu = 0, abs = 1 };
enum class Parameterization : int { plain = 0, output = 1, conic = 2, squared_entry = 3 };

struct Network {
  Activation activation;
  Parameterization parameterization;
  Count students;  // m
  Count inputs;    // d

  Count neuron_entries() const { return students * inputs; }
  Count size() const { return neuron_entries() + (parameterization == Parameterization::output ? students : 0); }
};

inline double norm(const double* v, Count d) {
  double sum = 0;
  for (Count l = 0; l < d; l++) sum += v[l] * v[l];
  return square_root(sum);
}

inline double dot(const double* u, const double* v, Count d) {
  double sum = 0;
  for (Count l = 0; l < d; l++) sum += u[l] * v[l];
  return sum;
}

// y += a x
inline void axpy(double a, const double* __restrict x, double* __restrict y, Count d) {
  for (Count l = 0; l < d; l++) y[l] += a * x[l];
}

// Fills A [m,d], c [m] and the norms ‖A_i‖ [m].
inline void effective_neurons(const Network& network, const double* theta, double* neurons, double* weights, double* norms) {
  const Count m = network.students, d = network.inputs;
  const bool squared = network.parameterization == Parameterization::squared_entry;
  for (Count i = 0; i < m * d; i++) neurons[i] = squared ? theta[i] * magnitude(theta[i]) : theta[i];
  for (Count i = 0; i < m; i++) {
    norms[i] = norm(neurons + i * d, d);
    switch (network.parameterization) {
      case Parameterization::plain:
      case Parameterization::squared_entry: weights[i] = 1; break;
      case Parameterization::output: weights[i] = theta[m * d + i]; break;
      case Parameterization::conic: weights[i] = norms[i]; break;
    }
  }
}

// ∇_θ from g_i = (1/c_i) ∂L/∂A_i [m,d] and κ_i = ∂L/∂c_i [m]. A zero neuron of a conic network gets gradient 0.
inline void chain_rule(const Network& network, const double* theta, const double* norms, const double* g, const double* kappa,
                       double* __restrict gradient) {
  const Count m = network.students, d = network.inputs;
  for (Count i = 0; i < m; i++) {
    const double* w = theta + i * d;
    const double* g_i = g + i * d;
    double* out = gradient + i * d;
    switch (network.parameterization) {
      case Parameterization::plain:
        for (Count l = 0; l < d; l++) out[l] = g_i[l];
        break;
      case Parameterization::output: {
        const double a = theta[m * d + i];
        for (Count l = 0; l < d; l++) out[l] = a * g_i[l];
        gradient[m * d + i] = kappa[i];
        break;
      }
      case Parameterization::conic: {
        // ‖w‖ g + (∂L/∂c) w/‖w‖
        const double radial = norms[i] == 0 ? 0 : kappa[i] / norms[i];
        for (Count l = 0; l < d; l++) out[l] = norms[i] * g_i[l] + radial * w[l];
        break;
      }
      case Parameterization::squared_entry:
        for (Count l = 0; l < d; l++) out[l] = 2 * magnitude(w[l]) * g_i[l];
        break;
    }
  }
}

OVERPARAM_END
