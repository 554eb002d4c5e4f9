// Eigenvalues and eigenvectors of a symmetric matrix: blocked tridiagonalisation, then implicit QL with Wilkinson's shift.
// The rotations depend on the tridiagonal matrix alone; they are gathered and turn the eigenvectors many sweeps at a time.
// Source: Golub, Van Loan, Matrix Computations, 8.3; Martin, Reinsch, Wilkinson 1968.
#pragma once

#include "linear/rotations.hpp"
#include "linear/sort_rows.hpp"
#include "linear/tridiagonal.hpp"

OVERPARAM_BEGIN

// √(a² + b²) of numbers scaled so that the largest of them is about 1: what vanishes in a square is negligible beside that one.
inline double hypotenuse(double a, double b) { return square_root(a * a + b * b); }

// The power of two that brings the largest of the numbers of both arrays below 1, and not below 1/2; 1 if all are 0.
inline double unit_scale(const double* x, const double* y, Count n) {
  double most = 0;
  for (Count i = 0; i < n; i++) most = larger(most, larger(magnitude(x[i]), magnitude(y[i])));
  if (most == 0 || !is_finite(most)) return 1;
  const int exponent = static_cast<int>(bits_of(most) >> 52) - 1022;
  return power_of_two(-(exponent < -1000 ? -1000 : exponent > 1000 ? 1000 : exponent));
}

inline void multiply_all(double* x, double factor, Count n) {
  for (Count i = 0; i < n; i++) x[i] *= factor;
}

// Implicit QL on the tridiagonal matrix; every rotation turns two rows of `vectors` [n,columns], unless `turns` is null. Returns
// false if a value does not converge.
inline bool implicit_ql(double* diagonal, double* off, Count n, double* vectors, Rotations* turns, Count columns) {
  if (turns != nullptr) turns->open(n);
  for (Count l = 0; l < n; l++) {
    for (int sweep = 0;; sweep++) {
      // Among equal eigenvalues a coupling of the size of the rounding can turn for ever without getting smaller: it is let go, too.
      const double negligible = sweep < 30 ? epsilon : 8 * epsilon;
      Count m = l;
      for (; m + 1 < n; m++) {
        const double scale = magnitude(diagonal[m]) + magnitude(diagonal[m + 1]);
        if (magnitude(off[m]) <= negligible * scale) break;
      }
      if (m == l) break;
      if (sweep == 60) return false;
      // Wilkinson's shift from the leading 2×2 block.
      double g = (diagonal[l + 1] - diagonal[l]) / (2 * off[l]);
      g = diagonal[m] - diagonal[l] + off[l] / (g + with_sign(hypotenuse(g, 1), g));
      double sine = 1, cosine = 1, shifted = 0;
      double* cosines = turns != nullptr ? turns->next_cosines() : nullptr;
      double* sines = turns != nullptr ? turns->next_sines() : nullptr;
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
        const double inverse = 1 / length;
        sine = f * inverse;
        cosine = g * inverse;
        g = diagonal[i + 1] - shifted;
        const double r = (diagonal[i] - g) * sine + 2 * cosine * b;
        shifted = sine * r;
        diagonal[i + 1] = g + shifted;
        g = cosine * r - b;
        if (turns == nullptr) continue;
        cosines[i] = cosine;
        sines[i] = sine;
      }
      if (turns != nullptr) {
        turns->close_sweep(i + 1, m - 1);
        if (turns->full()) {
          turns->apply(vectors, columns, false);
          turns->open(n);
        }
      }
      if (i >= l) continue;
      diagonal[l] -= shifted;
      off[l] = g;
      off[m] = 0;
    }
  }
  if (turns != nullptr) turns->apply(vectors, columns, false);
  return true;
}

struct Eigen {
  double* copy;  // [n,n]
  double* off;   // [n]
  Tridiagonal tridiagonal;
  Reflectors reflectors;
  Rotations rotations;

  static void layout(Carver& carver, Eigen& e, double n, bool with_vectors) {
    carver.take(e.copy, n, n);
    carver.take(e.off, n);
    Tridiagonal::layout(carver, e.tridiagonal, n);
    if (!with_vectors) return;
    Reflectors::layout(carver, e.reflectors, n, n);
    Rotations::layout(carver, e.rotations, n);
  }

  // Of a [n,n] the upper half is read. values [n] ascending; vectors [n,n], row i the unit eigenvector of values[i] with its largest
  // entry positive, or null. Returns false if the iteration does not converge (NaN in the input).
  bool solve(const double* a, Count n, double* values, double* vectors) {
    for (Count i = 0; i < n * n; i++) copy[i] = a[i];
    tridiagonal.reduce(copy, n, values, off);
    if (vectors != nullptr) reflectors.accumulate(copy, n, tridiagonal.taus, n - 1, 1, vectors, n, n);
    const double scale = unit_scale(values, off, n);
    multiply_all(values, scale, n);
    multiply_all(off, scale, n);
    if (!implicit_ql(values, off, n, vectors, vectors == nullptr ? nullptr : &rotations, n)) return false;
    multiply_all(values, 1 / scale, n);
    sort_rows(values, n, 1, vectors, n, nullptr, 0);
    if (vectors != nullptr)
      for (Count i = 0; i < n; i++) make_largest_positive(vectors + i * n, n);
    return true;
  }
};

OVERPARAM_END
