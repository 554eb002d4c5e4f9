// The k largest eigenvalues of a symmetric matrix by Lanczos' method with full reorthogonalisation.
//
// One start vector sees only one direction of each eigenspace. So when k pairs have converged, further runs search what is
// orthogonal to them until nothing larger is left: repeated eigenvalues are found as often as they are there. Where half as many
// steps as rows have not been enough (clustered values, or too many wanted), all eigenvalues together are cheaper, and are computed.
// Source: Parlett, The Symmetric Eigenvalue Problem, 13; Golub, Van Loan, Matrix Computations, 10.
#pragma once

#include "linear/eigen.hpp"

OVERPARAM_BEGIN

struct Lanczos {
  double* basis;        // [n / 2 + 1, n]
  double* diagonal;     // [n]: of the projected matrix, of which the last off diagonal couples to what is not yet in the basis
  double* off;          // [n]
  double* ritz;         // [n]
  double* ritz_off;     // [n]
  double* last;         // [n]: last entry of each vector of the projected matrix
  double* coefficients; // [n]
  double* ritz_vectors; // [n,n]
  double* found;        // [k + 1]: values, largest first
  double* found_rows;   // [k + 1, n]
  double size;          // of A, as far as it has been seen
  Count steps;          // products with A so far
  Eigen eigen;
  Rotations rotations;
  ProductScratch scratch;

  static void layout(Carver& carver, Lanczos& z, double n, double k) {
    carver.take(z.basis, n / 2 + 2, n);
    carver.take(z.diagonal, n);
    carver.take(z.off, n);
    carver.take(z.ritz, n);
    carver.take(z.ritz_off, n);
    carver.take(z.last, n);
    carver.take(z.coefficients, n);
    carver.take(z.ritz_vectors, n, n);
    carver.take(z.found, k + 1);
    carver.take(z.found_rows, k + 1, n);
    Rotations::layout(carver, z.rotations, n);
    Eigen::layout(carver, z.eigen, n, true);
    ProductScratch::layout(carver, z.scratch, k, n, n);
  }

  // Of a [n,n] the upper half is read. values [k] from the outermost at the end that `sign` names inwards; row i of vectors [k,n] the
  // unit eigenvector, its largest entry positive. Returns false if the iteration does not converge.
  bool solve(const double* a, Count n, Count k, double sign, double* values, double* vectors) {
    if (!search(a, n, k, sign) && !all(a, n, k, sign)) return false;
    for (Count i = 0; i < k; i++) {
      values[i] = sign * found[i];
      for (Count j = 0; j < n; j++) vectors[i * n + j] = found_rows[i * n + j];
      make_largest_positive(vectors + i * n, n);
    }
    return true;
  }

 private:
  bool search(const double* a, Count n, Count k, double sign) {
    steps = 0;
    size = 0;
    if (!run(a, n, k, 0, sign)) return false;
    for (;;) {
      // Something orthogonal to what is found, and larger than the least of it?
      if (!run(a, n, 1, k, sign)) return false;
      if (!(found[k] > found[k - 1] + 64 * epsilon * size)) return true;
      sort_rows(found, k + 1, -1, found_rows, n, nullptr, 0);
    }
  }

  bool all(const double* a, Count n, Count k, double sign) {
    if (!eigen.solve(a, n, ritz, ritz_vectors)) return false;
    for (Count i = 0; i < k; i++) {
      const Count from = sign > 0 ? n - 1 - i : i;
      found[i] = sign * ritz[from];
      for (Count j = 0; j < n; j++) found_rows[i * n + j] = ritz_vectors[from * n + j];
    }
    return true;
  }

  // Fixed numbers in [−1, 1): the result depends on the matrix alone.
  static void start(double* row, Count n, Count salt) {
    uint64_t state = 0x9e3779b97f4a7c15ull * static_cast<uint64_t>(salt + 1);
    for (Count i = 0; i < n; i++) {
      state ^= state << 13;
      state ^= state >> 7;
      state ^= state << 17;
      row[i] = static_cast<double>(state >> 11) * 0x1p-52 - 1;
    }
  }

  void project_out(const double* others, Count count, double* row, Count n) const {
    dot_rows(others, n, count, row, n, coefficients);
    for (Count l = 0; l < count; l++) coefficients[l] = -coefficients[l];
    add_rows(coefficients, 1, others, n, count, row, n);
  }

  // row −= its parts along the basis and along what is locked, until nothing of note is left of them: what cancels leaves rounding
  // behind in every direction. Returns the length of the rest.
  double orthogonalise(Count locked, Count count, double* row, Count n) const {
    double length = infinity;
    for (int pass = 0; pass < 5; pass++) {
      project_out(basis, count, row, n);
      project_out(found_rows, locked, row, n);
      const double rest = square_root(fused_dot(row, row, n));
      if (pass > 0 && rest > 0.5 * length) return rest;
      length = rest;
    }
    return length;
  }

  // A unit row orthogonal to the basis and to what is locked.
  void fresh(double* row, Count n, Count locked, Count count) const {
    for (Count salt = steps;; salt += n + 1) {
      start(row, n, salt);
      const double before = square_root(fused_dot(row, row, n));
      const double length = orthogonalise(locked, count, row, n);
      if (!(length > 1e-8 * before)) continue;
      for (Count i = 0; i < n; i++) row[i] /= length;
      return;
    }
  }

  // Finds `wanted` pairs orthogonal to the first `locked` of `found`, and puts them after those. False if half of n steps are spent.
  bool run(const double* a, Count n, Count wanted, Count locked, double sign) {
    fresh(basis, n, locked, 0);
    for (Count j = 0; 2 * steps < n && locked + wanted <= n / 2;) {
      double* next = basis + (j + 1) * n;
      for (Count i = 0; i < n; i++) next[i] = 0;
      symmetric_times(a, n, n, basis + j * n, next);
      for (Count i = 0; i < n; i++) next[i] *= sign;
      diagonal[j] = fused_dot(next, basis + j * n, n);
      const double length = orthogonalise(locked, j + 1, next, n);
      size = larger(size, magnitude(diagonal[j]) + length);
      const bool complete = !(length > 16 * epsilon * size);
      off[j++] = complete ? 0 : length;
      steps++;
      const bool look = j >= wanted && (complete || j % (j < 64 ? 8 : j / 8) == 0);
      if (look && converged(j, wanted)) return extract(n, j, wanted, locked);
      if (complete) fresh(next, n, locked, j);
      else
        for (Count i = 0; i < n; i++) next[i] /= length;
    }
    return false;
  }

  // Whether the `wanted` largest Ritz pairs have residuals off[j − 1] · |last entry| at the level of rounding.
  bool converged(Count j, Count wanted) {
    for (Count i = 0; i < j; i++) {
      ritz[i] = diagonal[i];
      ritz_off[i] = i + 1 < j ? off[i] : 0;
      last[i] = i + 1 < j ? 0 : 1;
    }
    if (!ritz_values(j, last, 1)) return false;
    sort_rows(ritz, j, -1, last, 1, nullptr, 0);
    for (Count i = 0; i < wanted; i++)
      if (!(off[j - 1] * magnitude(last[i]) <= 16 * epsilon * size)) return false;
    return true;
  }

  bool ritz_values(Count j, double* vectors, Count columns) {
    const double scale = unit_scale(ritz, ritz_off, j);
    multiply_all(ritz, scale, j);
    multiply_all(ritz_off, scale, j);
    if (!implicit_ql(ritz, ritz_off, j, vectors, &rotations, columns)) return false;
    multiply_all(ritz, 1 / scale, j);
    return true;
  }

  bool extract(Count n, Count j, Count wanted, Count locked) {
    for (Count i = 0; i < j; i++) {
      ritz[i] = diagonal[i];
      ritz_off[i] = i + 1 < j ? off[i] : 0;
    }
    for (Count i = 0; i < j * j; i++) ritz_vectors[i] = 0;
    for (Count i = 0; i < j; i++) ritz_vectors[i * j + i] = 1;
    if (!ritz_values(j, ritz_vectors, j)) return false;
    sort_rows(ritz, j, -1, ritz_vectors, j, nullptr, 0);
    product(row_major(ritz_vectors, j), row_major(basis, n), found_rows + locked * n, n, wanted, j, n, scratch);
    for (Count i = 0; i < wanted; i++) {
      double* row = found_rows + (locked + i) * n;
      found[locked + i] = ritz[i];
      const double length = square_root(fused_dot(row, row, n));
      for (Count l = 0; l < n; l++) row[l] /= length;
    }
    return true;
  }
};

OVERPARAM_END
