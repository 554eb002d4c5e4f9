// argmin_{z ≥ 0} ½ zᵀ G z − rᵀ z by the active-set method, G symmetric positive semidefinite.
//
// A set P of free variables keeps the Cholesky factor of G_PP. The variable whose gradient wants it most joins P; if the
// minimum over P leaves the orthant, the step stops at the boundary and the variables that vanish leave P.
//
// A column that is numerically dependent on P has no curvature of its own: mass moves to it from the columns that combine to
// it, until one of them is empty and it takes that one's place. A column that cannot gain that way, or leaves at once again, is
// set aside until the point has moved. So the method ends, at a minimum, on equal and nearly equal columns too.
// Source: Lawson, Hanson 1974, chapter 23; the exchange of dependent columns is our addition.
#pragma once

#include "bits.hpp"
#include "network.hpp"

OVERPARAM_BEGIN

struct NonNegativeReport {
  double iterations, residual;
};

struct NonNegative {
  const double* gram;   // [n,n]
  const double* right;  // [n]
  Count n;
  double* z;        // [n]
  double* factor;   // [n,n]: row k, Cholesky factor of G over `freed`
  double* target;   // [n]: minimum over P, in the order of `freed`
  double* gradient; // [n]: r − G z
  int* freed;       // [n]: P
  int* aside;       // [n]: 1 while set aside
  int* is_free;     // [n]
  Count count;      // |P|

  // What rounding leaves of a pivot that should be 0.
  double pivot_noise(Count j, Count k) const { return 8 * epsilon * static_cast<double>(k + 1) * gram[j * n + j]; }

  // Row `k` of the factor for variable freed[k]. False if it depends numerically on those before it.
  bool extend(Count k) {
    const Count j = freed[k];
    double* row = factor + k * n;
    for (Count i = 0; i < k; i++) row[i] = (gram[j * n + freed[i]] - dot(row, factor + i * n, i)) / factor[i * n + i];
    const double pivot = gram[j * n + j] - dot(row, row, k);
    if (!(pivot > pivot_noise(j, k))) return false;
    row[k] = square_root(pivot);
    return true;
  }

  void minimise_over_free() {
    for (Count k = 0; k < count; k++) target[k] = (right[freed[k]] - dot(factor + k * n, target, k)) / factor[k * n + k];
    for (Count k = count - 1; k >= 0; k--) {
      target[k] /= factor[k * n + k];
      for (Count i = 0; i < k; i++) target[i] -= factor[k * n + i] * target[k];
    }
  }

  void refresh_gradient() {
    for (Count i = 0; i < n; i++) {
      double sum = right[i];
      for (Count k = 0; k < count; k++) sum -= gram[i * n + freed[k]] * z[freed[k]];
      gradient[i] = sum;
    }
  }

  // Removes the variables of P that are zero and factors again from the first of them.
  void drop_zeros() {
    Count kept = 0;
    Count first = count;
    for (Count k = 0; k < count; k++) {
      const int j = freed[k];
      if (z[j] > 0) {
        freed[kept++] = j;
      } else {
        z[j] = 0;
        is_free[j] = 0;
        if (first == count) first = k;
      }
    }
    Count good = first < kept ? first : kept;
    for (Count k = good; k < kept; k++) {
      // A column that has become dependent leaves too, at its present value 0.
      freed[good] = freed[k];
      if (extend(good)) {
        good++;
      } else {
        z[freed[good]] = 0;
        is_free[freed[good]] = 0;
        aside[freed[good]] = 1;
      }
    }
    count = good;
  }

  // The fraction of the way from z ≥ 0 to target ≤ 0 at which the variable vanishes.
  static double limit(double z, double target) { return z > 0 ? z / (z - target) : 0; }

  // After extend(count) has failed for j = freed[count]: column j ≈ Σ c_k column k over P. Moves t from the c_k > 0 to j, t as
  // large as z ≥ 0 allows. False, and nothing moved, if nothing limits t or the gain drowns in rounding.
  bool exchange(Count j) {
    double* row = factor + count * n;
    for (Count k = count - 1; k >= 0; k--) {
      double sum = row[k];
      for (Count i = k + 1; i < count; i++) sum -= factor[i * n + k] * target[i];
      target[k] = sum / factor[k * n + k];
    }
    Count first = -1;
    double most = infinity;
    for (Count k = 0; k < count; k++)
      if (target[k] > 0 && z[freed[k]] / target[k] < most) {
        most = z[freed[k]] / target[k];
        first = k;
      }
    if (first < 0 || !(gradient[j] > most * pivot_noise(j, count))) return false;
    for (Count k = 0; k < count; k++) z[freed[k]] = k == first ? 0 : larger(0, z[freed[k]] - most * target[k]);
    z[j] = most;
    is_free[j] = 1;
    count++;
    drop_zeros();
    return true;
  }

  double tolerance() const {
    double largest = 0;
    for (Count i = 0; i < n; i++) {
      double size = magnitude(right[i]);
      for (Count k = 0; k < count; k++) size += magnitude(gram[i * n + freed[k]] * z[freed[k]]);
      largest = larger(largest, size);
    }
    return 4 * epsilon * largest;
  }

  NonNegativeReport solve() {
    count = 0;
    for (Count i = 0; i < n; i++) {
      z[i] = 0;
      aside[i] = is_free[i] = 0;
      gradient[i] = right[i];
    }
    double iterations = 0;
    const double most = 10 * static_cast<double>(n) + 100;
    for (; iterations < most; iterations++) {
      Count best = -1;
      for (Count i = 0; i < n; i++)
        if (!is_free[i] && !aside[i] && gram[i * n + i] > 0 && (best < 0 || gradient[i] > gradient[best])) best = i;
      if (best < 0 || !(gradient[best] > tolerance())) break;
      freed[count] = static_cast<int>(best);
      if (extend(count)) {
        count++;
        is_free[best] = 1;
        minimise_over_free();
        if (!(target[count - 1] > 0)) {  // only rounding can do this: its gradient was positive
          count--;
          is_free[best] = 0;
          aside[best] = 1;
          continue;
        }
      } else if (exchange(best)) {
        minimise_over_free();
      } else {
        aside[best] = 1;
        continue;
      }
      for (;;) {
        // The longest step towards the minimum over P that stays in the orthant.
        double reach = 1;
        for (Count k = 0; k < count; k++)
          if (!(target[k] > 0)) reach = smaller(reach, limit(z[freed[k]], target[k]));
        bool inside = true;
        for (Count k = 0; k < count; k++) {
          const int j = freed[k];
          if (target[k] > 0) {
            z[j] += reach * (target[k] - z[j]);
            if (reach == 1) z[j] = target[k];
          } else {
            inside = false;
            z[j] = limit(z[j], target[k]) <= reach ? 0 : z[j] + reach * (target[k] - z[j]);
          }
        }
        if (inside) break;
        drop_zeros();
        minimise_over_free();
      }
      for (Count i = 0; i < n; i++) aside[i] = 0;
      refresh_gradient();
    }
    double residual = 0;
    refresh_gradient();
    for (Count i = 0; i < n; i++) residual = larger(residual, z[i] > 0 ? magnitude(gradient[i]) : gradient[i]);
    return {iterations, residual};
  }
};

OVERPARAM_END
