// A = Q R by blocked Householder reflections. Columns of A are kept as contiguous rows.
#pragma once

#include "linear/reflectors.hpp"

OVERPARAM_BEGIN

// aᵀ from a [n,p], by squares that stay in cache.
inline void transpose(const double* a, Count n, Count p, double* out) {
  constexpr Count square = 16;
  for (Count i0 = 0; i0 < n; i0 += square)
    for (Count j0 = 0; j0 < p; j0 += square)
      for (Count i = i0; i < i0 + square && i < n; i++)
        for (Count j = j0; j < j0 + square && j < p; j++) out[j * n + i] = a[i * p + j];
}

struct Qr {
  double* taus;      // [p]
  double* diagonal;  // [p]
  Reflectors reflectors;

  static void layout(Carver& carver, Qr& q, double n, double p) {
    carver.take(q.taus, p);
    carver.take(q.diagonal, p);
    Reflectors::layout(carver, q.reflectors, p, n);
  }

  // columns [p,n]: row j is column j of A. Afterwards it holds R above the diagonal (entry j·n + i for i < j), R's diagonal is in
  // `diagonal`, and row l holds v_l from entry l on.
  void factor(double* columns, Count n, Count p) const {
    const Count most = n < p ? n : p;
    for (Count k0 = 0; k0 < most; k0 += reflector_block) {
      const Count k1 = k0 + reflector_block < most ? k0 + reflector_block : most;
      for (Count k = k0; k < k1; k++) {
        double* v = columns + k * n + k;
        const Reflection h = reflection(v, n - k);
        taus[k] = h.tau;
        diagonal[k] = h.beta;
        for (Count j = k + 1; j < k1; j++) {
          double* other = columns + j * n + k;
          fused_axpy(-h.tau * fused_dot(other, v, n - k), v, other, n - k);
        }
      }
      if (k1 == p) continue;
      reflectors.take(columns + k0 * (n + 1), n, taus + k0, k1 - k0, n - k0);
      reflectors.apply(columns + k1 * n + k0, n, p - k1, k1 - k0, n - k0, false);
    }
  }

  // r [min(n,p),p], upper triangular.
  void triangle(const double* columns, Count n, Count p, double* r) const {
    const Count most = n < p ? n : p;
    for (Count i = 0; i < most; i++)
      for (Count j = 0; j < p; j++) r[i * p + j] = j < i ? 0 : j == i ? diagonal[i] : columns[j * n + i];
  }

  // qt [min(n,p),n]: Qᵀ of the thin factorisation.
  void orthonormal(const double* columns, Count n, Count p, double* qt) const {
    const Count most = n < p ? n : p;
    reflectors.accumulate(columns, n, taus, most, 0, qt, most, n);
  }
};

OVERPARAM_END
