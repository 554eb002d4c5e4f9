// Matrices of kernels and of angles between two lists of vectors, U [p,d] and V [q,d].
#pragma once

#include "population/angle.hpp"
#include "population/kernel.hpp"

OVERPARAM_BEGIN

enum class PairTable { kernels, angles };

// out [p,q]; `scratch` holds the directions of both lists and their norms: (p + q) (d + 1).
inline void pair_table(PairTable table, Activation activation, const double* u, Count p, const double* v, Count q, Count d, double* out,
                       double* scratch) {
  double* h = scratch;                    // [p+q, d]
  double* norms = scratch + (p + q) * d;  // [p+q]
  for (Count i = 0; i < p + q; i++) {
    const double* a = i < p ? u + i * d : v + (i - p) * d;
    norms[i] = norm(a, d);
    for (Count l = 0; l < d; l++) h[i * d + l] = norms[i] == 0 ? 0 : a[l] / norms[i];
  }
  const Kernel kernel = kernel_of(activation);
  for (Count i = 0; i < p; i++)
    for (Count k = 0; k < q; k++) {
      const double* a = h + i * d;
      const double* b = h + (p + k) * d;
      double p2 = 0, q2 = 0;
      for (Count l = 0; l < d; l++) {
        p2 += (a[l] - b[l]) * (a[l] - b[l]);
        q2 += (a[l] + b[l]) * (a[l] + b[l]);
      }
      const double size = norms[i] * norms[p + k];
      if (size == 0) {
        out[i * q + k] = 0;
      } else if (table == PairTable::angles) {
        out[i * q + k] = pair_angle(p2, q2).t;
      } else {
        // |x|: ±v are the same neuron; the acute one has no cancellation.
        const bool turn = activation == Activation::abs && p2 > q2;
        const PairAngle<double> pair = turn ? pair_angle(q2, p2) : pair_angle(p2, q2);
        // relu beyond a right angle: k1 cos t + k2 ψ(t) cancels; with t' = π − t it is k2 (sin t' − t' cos t') = k2 ψ(t').
        out[i * q + k] = size * (!turn && activation == Activation::relu && p2 > q2 ? kernel.k2 * pair_angle(q2, p2).psi
                                                                                   : kernel.k1 * pair.cosine + kernel.k2 * pair.psi);
      }
    }
}

OVERPARAM_END
