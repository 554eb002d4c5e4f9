// Singular values and vectors: QR where the matrix is not square, bidiagonalisation, then implicit QR on the bidiagonal matrix,
// whose rotations are gathered and turn the vectors many sweeps at a time.
// Source: Golub, Kahan 1965; shifts and the case of a zero on the diagonal as in Demmel, Kahan 1990.
#pragma once

#include "linear/bidiagonal.hpp"
#include "linear/eigen.hpp"
#include "linear/qr.hpp"

OVERPARAM_BEGIN

// The smaller singular value of [[f, g], [0, h]]. Source: Demmel, Kahan 1990, section 3 (as in LAPACK's dlas2).
inline double smaller_singular_value(double f, double g, double h) {
  const double fa = magnitude(f), ga = magnitude(g), ha = magnitude(h), least = smaller(fa, ha), most = larger(fa, ha);
  if (least == 0) return 0;
  if (ga < most) {
    const double s = 1 + least / most, t = (most - least) / most, u = (ga / most) * (ga / most);
    return least * (2 / (square_root(s * s + u) + square_root(t * t + u)));
  }
  const double u = most / ga;
  if (u == 0) return least * most / ga;
  const double s = 1 + least / most, t = (most - least) / most;
  return 2 * (least * (1 / (square_root(1 + (s * u) * (s * u)) + square_root(1 + (t * u) * (t * u)))) * u);
}

struct Singular {
  double *square, *left_vectors, *diagonal, *off;  // [k,k], [k,k], [k], [k], k = min(n,p)
  double *columns, *tall, *inner;                  // [k,l], [k,l], [k,k] where the longer side l > k
  Bidiagonal bidiagonal;
  Reflectors reflectors;
  Rotations left_turns, right_turns;
  Qr qr;

  static void layout(Carver& carver, Singular& s, double n, double p, bool with_vectors) {
    const double k = smaller(n, p), l = larger(n, p);
    carver.take(s.square, k, k);
    carver.take(s.left_vectors, k, k);
    carver.take(s.diagonal, k);
    carver.take(s.off, k);
    Bidiagonal::layout(carver, s.bidiagonal, k);
    if (l > k) {
      carver.take(s.columns, k, l);
      Qr::layout(carver, s.qr, l, k);
    }
    if (!with_vectors) return;
    Reflectors::layout(carver, s.reflectors, k, larger(k, l));
    Rotations::layout(carver, s.left_turns, k);
    Rotations::layout(carver, s.right_turns, k);
    if (l > k) {
      carver.take(s.tall, k, l);
      carver.take(s.inner, k, k);
    }
  }

  // a [n,p]; values [k] descending; row i of left [k,n] and of right [k,p] belong to values[i], the largest entry of each right row
  // positive. Both or neither of left and right are null. Returns false if the iteration does not converge.
  bool solve(const double* a, Count n, Count p, double* values, double* left, double* right) {
    const Count k = n < p ? n : p;
    if (n == p) {
      for (Count i = 0; i < n * n; i++) square[i] = a[i];
      if (!decompose(k, values, left, right)) return false;
    } else {
      // The longer side goes first: A = Q R, or Aᵀ = Q R, and R is square.
      const Count l = n < p ? p : n;
      if (n > p) transpose(a, n, p, columns);
      else
        for (Count i = 0; i < k * l; i++) columns[i] = a[i];
      qr.factor(columns, l, k);
      qr.triangle(columns, l, k, square);
      double* longer = n > p ? left : right;
      if (!decompose(k, values, left == nullptr ? nullptr : inner, n > p ? right : left)) return false;
      if (left != nullptr) {
        qr.orthonormal(columns, l, k, tall);
        product(row_major(inner, k), row_major(tall, l), longer, l, k, k, l, reflectors.scratch);
      }
    }
    if (left == nullptr) return true;
    for (Count i = 0; i < k; i++)
      if (make_largest_positive(right + i * p, p))
        for (Count j = 0; j < n; j++) left[i * n + j] = -left[i * n + j];
    return true;
  }

 private:
  // `square` = Σ values[i] · (row i of u)ᵀ (row i of v).
  bool decompose(Count k, double* values, double* u, double* v) {
    bidiagonal.reduce(square, k, values, off, left_vectors);
    if (u != nullptr) {
      reflectors.accumulate(left_vectors, k, bidiagonal.left_taus, k, 0, u, k, k);
      reflectors.accumulate(square, k, bidiagonal.right_taus, k - 1, 1, v, k, k);
    }
    const double scale = unit_scale(values, off, k);
    multiply_all(values, scale, k);
    multiply_all(off, scale, k);
    if (!implicit_qr(values, k, u, v)) return false;
    multiply_all(values, 1 / scale, k);
    for (Count i = 0; i < k; i++)
      if (values[i] <= 0) {
        values[i] = magnitude(values[i]);
        for (Count j = 0; v != nullptr && j < k; j++) v[i * k + j] = -v[i * k + j];
      }
    sort_rows(values, k, -1, u, k, v, k);
    return true;
  }

  void turn(Count k, double* u, double* v) {
    left_turns.apply(u, k, true);
    right_turns.apply(v, k, true);
    left_turns.open(k);
    right_turns.open(k);
  }

  // On the bidiagonal matrix of d [n] and off [n].
  bool implicit_qr(double* d, Count n, double* u, double* v) {
    if (u != nullptr) {
      left_turns.open(n);
      right_turns.open(n);
    }
    double size = 0;
    for (Count i = 0; i < n; i++) size = larger(size, larger(magnitude(d[i]), magnitude(off[i])));
    // Below this an entry off the diagonal is as small as the rounding of the reduction.
    const double negligible = 0.25 * epsilon * size;
    int sweeps = 0;
    for (Count m = n - 1; m > 0;) {
      Count l = m;
      bool singular = d[m] == 0;
      // Among equal values an entry of the size of the rounding can turn for ever without getting smaller: it is let go, too.
      const double allowed = sweeps < 30 ? negligible : 8 * epsilon * size;
      while (l > 0 && !(magnitude(off[l - 1]) <= larger(allowed, epsilon * smaller(magnitude(d[l - 1]), magnitude(d[l]))))) {
        l--;
        singular = singular || d[l] == 0;
      }
      if (l > 0) off[l - 1] = 0;
      if (l == m) {
        m--;
        sweeps = 0;
        continue;
      }
      if (++sweeps > 100) return false;
      // A zero on the diagonal leaves through a sweep without shift; so do values so small that a shift would spoil them.
      const double start = magnitude(d[l]);
      double shift = singular ? 0 : smaller_singular_value(d[m - 1], off[m - 1], d[m]);
      if (!((shift / start) * (shift / start) >= epsilon)) shift = 0;
      chase(d, l, m, n, shift, u != nullptr);
      if (u != nullptr && left_turns.full()) turn(n, u, v);
    }
    if (u != nullptr) turn(n, u, v);
    return true;
  }

  // One sweep from l to m: the shift makes a bulge below the diagonal, rotations from both sides chase it out.
  void chase(double* d, Count l, Count m, Count n, double shift, bool record) {
    double f = shift == 0 ? d[l] : (magnitude(d[l]) - shift) * (with_sign(1, d[l]) + shift / d[l]);
    double g = off[l];
    for (Count k = l; k < m; k++) {
      double length = hypotenuse(f, g);
      double inverse = length == 0 ? 0 : 1 / length;
      double c = length == 0 ? 1 : f * inverse, s = g * inverse;
      if (k > l) off[k - 1] = length;
      f = c * d[k] + s * off[k];
      off[k] = c * off[k] - s * d[k];
      g = s * d[k + 1];
      d[k + 1] *= c;
      if (record) {
        right_turns.next_cosines()[n - 2 - k] = c;
        right_turns.next_sines()[n - 2 - k] = s;
      }
      length = hypotenuse(f, g);
      inverse = length == 0 ? 0 : 1 / length;
      c = length == 0 ? 1 : f * inverse, s = g * inverse;
      d[k] = length;
      f = c * off[k] + s * d[k + 1];
      d[k + 1] = c * d[k + 1] - s * off[k];
      if (k + 1 < m) {
        g = s * off[k + 1];
        off[k + 1] *= c;
      }
      if (record) {
        left_turns.next_cosines()[n - 2 - k] = c;
        left_turns.next_sines()[n - 2 - k] = s;
      }
    }
    off[m - 1] = f;
    if (!record) return;
    left_turns.close_sweep(n - 1 - m, n - 2 - l);
    right_turns.close_sweep(n - 1 - m, n - 2 - l);
  }
};

OVERPARAM_END
