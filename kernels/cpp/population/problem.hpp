// The population loss L = ½ E (Σ_k c_k σ(A_k·x))² over one list of neurons: students, then teachers with weight −b.
//
// As one signed quadratic form, without cancellation as long as there is one teacher:
//
//   L = ½ ( k1 ‖s‖² + 2 k2 Σ_{k<l} ω_k ω_l ψ(t_kl) ),   s = Σ_k c_k A_k,   ω_k = c_k ‖A_k‖
//
// For |x| every student is turned to the side of its nearest teacher first: the neuron is the same and s then cancels.
// Source: closed forms of the arc-cosine kernel (Cho, Saul 2009) with the angle and ψ of angle.hpp.
#pragma once

#include "carver.hpp"
#include "exact_sum.hpp"
#include "population/angle.hpp"
#include "population/kernel.hpp"

OVERPARAM_BEGIN

struct Population {
  Network network;
  Kernel kernel;
  Count teachers;  // r
  Count total;     // m + r
  Count stride;    // total, rounded up

  double* neurons;     // A [m+r, d]
  double* weights;     // c [m+r]
  double* norms;       // ‖A‖ [m+r]
  double* omegas;      // c ‖A‖ [m+r]
  double* directions;  // A/‖A‖, turned to the teacher's side for |x|; 0 for a zero neuron [m+r, d]
  double* columns;     // the same, [d, stride]
  double* sides;       // +1 or −1: direction = side · A/‖A‖ [m]
  double* signed_sum;  // s [d]

  double *sines, *angles, *psis, *p2, *q2;  // one row of pairs [stride]

  double* spread;    // Σ_k ω_k sin t_ik [m]
  double* pull;      // −Σ_k ω_k t_ik ĥ_k [m, d]
  double* g;         // (1/c_i) ∂L/∂A_i [m, d]
  double* kappa;     // ∂L/∂c_i [m]
  double* gradient;  // of a descent step [size]

  double *move, *move_weight, *g_change;  // Hessian times vector: dA [m, d], dc [m], dg [m, d]
  double *across, *side_i, *side_k;       // [d]
  double* block;                          // [d, d]

  double teacher_pairs, teacher_pairs_lost;  // Σ_{k<l} over teachers of ω_k ω_l ψ, and its rounding error

  static void layout(Carver& carver, Population& p, double m, double d, double r) {
    const double total = m + r, stride = total + 8;
    Population* self;
    carver.take(self, 1);
    carver.take(p.neurons, total, d);
    carver.take(p.weights, total);
    carver.take(p.norms, total);
    carver.take(p.omegas, total);
    carver.take(p.directions, total, d);
    carver.take(p.columns, stride, d);
    carver.take(p.sides, m);
    carver.take(p.signed_sum, d);
    carver.take(p.sines, stride);
    carver.take(p.angles, stride);
    carver.take(p.psis, stride);
    carver.take(p.p2, stride);
    carver.take(p.q2, stride);
    carver.take(p.spread, m);
    carver.take(p.pull, m, d);
    carver.take(p.g, m, d);
    carver.take(p.kappa, m);
    carver.take(p.gradient, m, d + 1);
    carver.take(p.move, m, d);
    carver.take(p.move_weight, m);
    carver.take(p.g_change, m, d);
    carver.take(p.across, d);
    carver.take(p.side_i, d);
    carver.take(p.side_k, d);
    carver.take(p.block, d, d);
  }

  Count size() const { return network.size(); }

  void open(const Network& of, Count r, const double* teacher_directions, const double* teacher_weights) {
    network = of;
    kernel = kernel_of(of.activation);
    teachers = r;
    total = of.students + r;
    stride = (total + 7) / 8 * 8;
    const Count m = of.students, d = of.inputs;
    for (Count i = 0; i < r * d; i++) neurons[m * d + i] = teacher_directions[i];
    for (Count k = m; k < total; k++) {
      norms[k] = norm(neurons + k * d, d);
      weights[k] = -teacher_weights[k - m];
      set_direction(k, 1);
    }
    ExactSum pairs;
    for (Count k = m; k < total; k++) {
      measure_pairs(k);
      for (Count l = k + 1; l < total; l++) pairs.add(omegas[k] * omegas[l] * psis[l]);
    }
    teacher_pairs = pairs.sum;
    teacher_pairs_lost = pairs.lost;
  }

  void set_direction(Count k, double side) {
    const Count d = network.inputs;
    const double* a = neurons + k * d;
    double* h = directions + k * d;
    const double n = norms[k];
    omegas[k] = weights[k] * n;
    for (Count l = 0; l < d; l++) {
      h[l] = n == 0 ? 0 : side * a[l] / n;
      columns[l * stride + k] = h[l];
    }
  }

  // The side of its nearest teacher (largest |cos|) on which student i lies.
  double nearest_side(Count i) const {
    const Count d = network.inputs;
    double best = -1, side = 1;
    for (Count k = network.students; k < total; k++) {
      const double cosine = dot(neurons + i * d, directions + k * d, d);
      if (magnitude(cosine) > best) {
        best = magnitude(cosine);
        side = cosine < 0 ? -1 : 1;
      }
    }
    return side;
  }

  // Everything that depends on one neuron only.
  void refresh(const double* theta) {
    const Count m = network.students, d = network.inputs;
    effective_neurons(network, theta, neurons, weights, norms);
    for (Count i = 0; i < m; i++) {
      sides[i] = network.activation == Activation::abs ? nearest_side(i) : 1;
      set_direction(i, sides[i]);
    }
    for (Count l = 0; l < d; l++) {
      ExactSum sum;
      for (Count i = 0; i < m; i++) sum.add(weights[i] * (sides[i] * neurons[i * d + l]));
      for (Count k = m; k < total; k++) sum.add(weights[k] * neurons[k * d + l]);
      signed_sum[l] = sum.value();
    }
  }

  // Angle, sine and ψ of the pairs (i, k), k > i.
  void measure_pairs(Count i) {
    const Count d = network.inputs, from = i + 1;
    for (Count k = from; k < total; k++) p2[k] = q2[k] = 0;
    for (Count l = 0; l < d; l++) {
      const double h = directions[i * d + l];
      const double* __restrict column = columns + l * stride;
      double* __restrict difference = p2;
      double* __restrict sum = q2;
      for (Count k = from; k < total; k++) {
        const double minus = h - column[k], plus = h + column[k];
        difference[k] += minus * minus;
        sum[k] += plus * plus;
      }
    }
    double* __restrict t = angles;
    double* __restrict s = sines;
    double* __restrict y = psis;
    for (Count k = from; k < total; k++) {
      const PairAngle pair = pair_angle(p2[k], q2[k]);
      t[k] = pair.t;
      s[k] = pair.sine;
      y[k] = pair.psi;
    }
  }

  double loss(const ExactSum& pairs) const {
    const double square = dot(signed_sum, signed_sum, network.inputs);
    const double value = 0.5 * kernel.k1 * square + kernel.k2 * pairs.value();
    return value < 0 ? 0 : value;  // rounding may leave −1e-17 at the minimum
  }

  double value(const double* theta) {
    refresh(theta);
    ExactSum pairs{teacher_pairs, teacher_pairs_lost};
    for (Count i = 0; i < network.students; i++) {
      measure_pairs(i);
      for (Count k = i + 1; k < total; k++) pairs.add(omegas[i] * omegas[k] * psis[k]);
    }
    return loss(pairs);
  }

  // g_i = k1 s + k2 Σ_k ω_k (sin t_ik ĥ_i − t_ik ĥ_k), each pair measured once. Returns L.
  double value_and_g(const double* theta) {
    const Count m = network.students, d = network.inputs;
    refresh(theta);
    for (Count i = 0; i < m; i++) spread[i] = 0;
    for (Count i = 0; i < m * d; i++) pull[i] = 0;
    ExactSum pairs{teacher_pairs, teacher_pairs_lost};
    for (Count i = 0; i < m; i++) {
      measure_pairs(i);
      for (Count k = i + 1; k < total; k++) pairs.add(omegas[i] * omegas[k] * psis[k]);
      const double* h_i = directions + i * d;
      double* pull_i = pull + i * d;
      double spread_i = spread[i];
      for (Count k = i + 1; k < total; k++) {
        spread_i += omegas[k] * sines[k];
        axpy(-(omegas[k] * angles[k]), directions + k * d, pull_i, d);
        if (k < m) {
          spread[k] += omegas[i] * sines[k];
          axpy(-(omegas[i] * angles[k]), h_i, pull + k * d, d);
        }
      }
      spread[i] = spread_i;
    }
    for (Count i = 0; i < m; i++) {
      const double* h = directions + i * d;
      const double* a = neurons + i * d;
      double* g_i = g + i * d;
      for (Count l = 0; l < d; l++) {
        const double turned = kernel.k1 * signed_sum[l] + kernel.k2 * (spread[i] * h[l] + pull[i * d + l]);
        g_i[l] = norms[i] == 0 ? 0 : sides[i] * turned;
      }
      kappa[i] = dot(a, g_i, d);  // σ is 1-homogeneous (Euler)
    }
    return loss(pairs);
  }

  double value_and_gradient(const double* theta, double* out) {
    const double value = value_and_g(theta);
    chain_rule(network, theta, norms, g, kappa, out);
    return value;
  }
};

OVERPARAM_END
