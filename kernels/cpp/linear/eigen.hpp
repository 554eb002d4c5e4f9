// Eigenvalues and eigenvectors of a symmetric matrix: Householder tridiagonalisation, then implicit QL with Wilkinson's shift.
// Source: Golub, Van Loan, Matrix Computations, 8.3; Martin, Reinsch, Wilkinson 1968.
#pragma once

#include "linear/householder.hpp"

OVERPARAM_BEGIN

// √(a² + b²) without overflow.
inline double hypotenuse(double a, double b) {
  const double x = magnitude(a), y = magnitude(b);
  const double large = larger(x, y), small = smaller(x, y);
  if (large == 0) return 0;
  const double ratio = small / large;
  return large * square_root(1 + ratio * ratio);
}

// a [n,n] becomes tridiagonal: diagonal [n], off [n] (off[i] couples i and i+1). With `vectors`, row i of it becomes row i of Qᵀ.
inline void tridiagonalise(double* a, Count n, double* diagonal, double* off, double* vectors, double* work) {
  double* taus = work;       // [n]
  double* product = work + n;  // [n]
  for (Count k = 0; k + 1 < n; k++) {
    double* v = a + k * n + k + 1;  // row k right of the diagonal; symmetric, so also the column
    const Count rest = n - k - 1;
    diagonal[k] = a[k * n + k];
    const Reflection h = reflection(v, rest);
    off[k] = h.beta;
    taus[k] = h.tau;
    if (h.tau == 0) continue;
    // p = τ A v, w = p − (τ/2)(p·v) v, A ← A − v wᵀ − w vᵀ
    for (Count i = 0; i < rest; i++) product[i] = 0;
    for (Count i = 0; i < rest; i++) axpy(h.tau * v[i], a + (k + 1 + i) * n + k + 1, product, rest);
    axpy(-0.5 * h.tau * dot(product, v, rest), v, product, rest);
    for (Count i = 0; i < rest; i++) {
      double* row = a + (k + 1 + i) * n + k + 1;
      const double v_i = v[i], w_i = product[i];
      for (Count j = 0; j < rest; j++) row[j] -= v_i * product[j] + w_i * v[j];
    }
  }
  diagonal[n - 1] = a[n * n - 1];
  off[n - 1] = 0;
  if (vectors == nullptr) return;
  // Qᵀ = H_{n−2} … H_0: applied from the right end, each reflection touches the trailing block only.
  for (Count i = 0; i < n; i++)
    for (Count j = 0; j < n; j++) vectors[i * n + j] = i == j ? 1 : 0;
  for (Count k = n - 2; k >= 0; k--) {
    if (taus[k] == 0) continue;
    const double* v = a + k * n + k + 1;
    const Count rest = n - k - 1;
    for (Count i = 0; i < rest; i++) {
      double* row = vectors + (k + 1 + i) * n + k + 1;
      axpy(-taus[k] * dot(row, v, rest), v, row, rest);
    }
  }
}

// Implicit QL on the tridiagonal matrix; rotations act on whole rows of `vectors`. Returns false if a value does not converge.
inline bool implicit_ql(double* diagonal, double* off, Count n, double* vectors) {
  for (Count l = 0; l < n; l++) {
    for (int sweep = 0;; sweep++) {
      Count m = l;
      for (; m + 1 < n; m++) {
        const double scale = magnitude(diagonal[m]) + magnitude(diagonal[m + 1]);
        if (magnitude(off[m]) <= epsilon * scale) break;
      }
      if (m == l) break;
      if (sweep == 60) return false;
      // Wilkinson's shift from the leading 2×2 block.
      double g = (diagonal[l + 1] - diagonal[l]) / (2 * off[l]);
      g = diagonal[m] - diagonal[l] + off[l] / (g + with_sign(hypotenuse(g, 1), g));
      double sine = 1, cosine = 1, shifted = 0;
      Count i = m - 1;
      for (; i >= l; i--) {
        const double f = sine * off[i], b = cosine * off[i];
        const double length = hypotenuse(f, g);
        off[i + 1] = length;
        if (length == 0) {  // the matrix splits: start again on the smaller part
          diagonal[i + 1] -= shifted;
          off[m] = 0;
          break;
        }
        sine = f / length;
        cosine = g / length;
        g = diagonal[i + 1] - shifted;
        const double r = (diagonal[i] - g) * sine + 2 * cosine * b;
        shifted = sine * r;
        diagonal[i + 1] = g + shifted;
        g = cosine * r - b;
        if (vectors == nullptr) continue;
        double* __restrict low = vectors + i * n;
        double* __restrict high = vectors + (i + 1) * n;
        for (Count j = 0; j < n; j++) {
          const double upper = high[j], lower = low[j];
          high[j] = sine * lower + cosine * upper;
          low[j] = cosine * lower - sine * upper;
        }
      }
      if (i >= l) continue;
      diagonal[l] -= shifted;
      off[l] = g;
      off[m] = 0;
    }
  }
  return true;
}

// values [n] ascending; vectors [n,n], row i the unit eigenvector of values[i] with its largest entry positive, or null.
// work [n (n + 3)] doubles. Returns false if the iteration does not converge (NaN in the input).
inline bool eigen_symmetric(const double* a, Count n, double* values, double* vectors, double* work) {
  double* copy = work;
  double* off = work + n * n;
  for (Count i = 0; i < n * n; i++) copy[i] = a[i];
  tridiagonalise(copy, n, values, off, vectors, off + n);
  if (!implicit_ql(values, off, n, vectors)) return false;
  // Selection sort: n swaps of whole rows at most.
  for (Count i = 0; i < n; i++) {
    Count least = i;
    for (Count j = i + 1; j < n; j++)
      if (values[j] < values[least]) least = j;
    if (least != i) {
      const double value = values[i];
      values[i] = values[least];
      values[least] = value;
    }
    if (vectors == nullptr) continue;
    double* row = vectors + i * n;
    double* other = vectors + least * n;
    Count largest = 0;
    for (Count j = 0; j < n; j++) {
      const double entry = row[j];
      row[j] = other[j];
      other[j] = entry;
    }
    for (Count j = 0; j < n; j++)
      if (magnitude(row[j]) > magnitude(row[largest])) largest = j;
    if (row[largest] < 0)
      for (Count j = 0; j < n; j++) row[j] = -row[j];
  }
  return true;
}

OVERPARAM_END
