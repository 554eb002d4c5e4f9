// The k largest eigenvalues of a symmetric matrix by Lanczos' method with full reorthogonalisation.
//
// One start vector sees only one direction of each eigenspace. So when k pairs have converged, further runs search what is
// orthogonal to them until nothing larger is left: repeated eigenvalues are found as often as they are there.
// Source: Parlett, The Symmetric Eigenvalue Problem, 13; Golub, Van Loan, Matrix Computations, 10.
#pragma once

#include "linear/eigen.hpp"

OVERPARAM_BEGIN

struct Lanczos {
  double* basis;        // [n + 1, n]
  double* diagonal;     // [n]: of the projected matrix, of which the last off diagonal couples to what is not yet in the basis
  double* off;          // [n]
  double* ritz;         // [n]
  double* ritz_off;     // [n]
  double* last;         // [n]: last entry of each vector of the projected matrix
  double* coefficients; // [n]
  double* ritz_vectors; // [n,n]
  double* found;        // [k + 1]: values, largest first
  double* found_rows;   // [k + 1, n]
  Rotations rotations;
  ProductScratch scratch;

  static void layout(Carver& carver, Lanczos& z, double n, double k) {
    carver.take(z.basis, n + 1, n);
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
    ProductScratch::layout(carver, z.scratch, k, n, n);
  }

  // Of a [n,n] the upper half is read, times `sign`. values [k] from the largest of sign · A on, in terms of A; row i of vectors [k,n]
  // the unit eigenvector, its largest entry positive. Returns the number of products with A, or 0 if an iteration did not converge.
  double solve(const double* a, Count n, Count k, double sign, double* values, double* vectors) {
    double products = run(a, n, k, 0, sign);
    for (Count found_so_far = k; products > 0 && found_so_far < n;) {
      // Something orthogonal to what is found, and larger than the least of it?
      const double more = run(a, n, 1, k, sign);
      if (more == 0) return 0;
      products += more;
      const double least = found[k - 1], size = larger(magnitude(found[0]), magnitude(least));
      if (!(found[k] > least + 64 * epsilon * size)) break;
      sort_rows(found, k + 1, -1, found_rows, n, nullptr, 0);
    }
    for (Count i = 0; i < k; i++) {
      values[i] = sign * found[i];
      for (Count j = 0; j < n; j++) vectors[i * n + j] = found_rows[i * n + j];
      make_largest_positive(vectors + i * n, n);
    }
    return products;
  }

 private:
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

  // row −= its parts along the rows of `others`, twice: once leaves what cancellation hides.
  void orthogonalise(const double* others, Count count, double* row, Count n) const {
    for (int pass = 0; pass < 2; pass++) {
      dot_rows(others, n, count, row, n, coefficients);
      for (Count l = 0; l < count; l++) coefficients[l] = -coefficients[l];
      add_rows(coefficients, 1, others, n, count, row, n);
    }
  }

  // A unit row orthogonal to the basis and to what is locked.
  void fresh(double* row, Count n, Count locked, Count size) const {
    for (Count salt = size + locked * n;; salt += n + 1) {
      start(row, n, salt);
      const double before = square_root(fused_dot(row, row, n));
      orthogonalise(found_rows, locked, row, n);
      orthogonalise(basis, size, row, n);
      const double length = square_root(fused_dot(row, row, n));
      if (!(length > 1e-8 * before)) continue;
      for (Count i = 0; i < n; i++) row[i] /= length;
      orthogonalise(found_rows, locked, row, n);
      orthogonalise(basis, size, row, n);
      return;
    }
  }

  // Finds `wanted` pairs orthogonal to the first `locked` of `found`, and puts them after those. Returns the products used, or 0.
  double run(const double* a, Count n, Count wanted, Count locked, double sign) {
    const Count most = n - locked;
    fresh(basis, n, locked, 0);
    double size = 0;
    for (Count j = 0; j < most;) {
      double* next = basis + (j + 1) * n;
      for (Count i = 0; i < n; i++) next[i] = 0;
      symmetric_times(a, n, n, basis + j * n, next);
      for (Count i = 0; i < n; i++) next[i] *= sign;
      diagonal[j] = fused_dot(next, basis + j * n, n);
      orthogonalise(found_rows, locked, next, n);
      orthogonalise(basis, j + 1, next, n);
      const double length = square_root(fused_dot(next, next, n));
      size = larger(size, magnitude(diagonal[j]) + length);
      const bool complete = !(length > 4 * epsilon * size);
      off[j++] = complete ? 0 : length;
      const bool look = j == most || (j >= wanted && (complete || j % (j < 64 ? 8 : j / 8) == 0));
      if (look && j >= wanted && (j == most || converged(j, wanted, size))) return extract(n, j, wanted, locked) ? static_cast<double>(j) : 0;
      if (j == most) break;
      if (complete) fresh(next, n, locked, j);
      else
        for (Count i = 0; i < n; i++) next[i] /= length;
    }
    return 0;
  }

  // Whether the `wanted` largest Ritz pairs have residuals off[j − 1] · |last entry| at the level of rounding.
  bool converged(Count j, Count wanted, double size) {
    for (Count i = 0; i < j; i++) {
      ritz[i] = diagonal[i];
      ritz_off[i] = i + 1 < j ? off[i] : 0;
      last[i] = i + 1 < j ? 0 : 1;
    }
    if (!implicit_ql(ritz, ritz_off, j, last, &rotations, 1)) return false;
    sort_rows(ritz, j, -1, last, 1, nullptr, 0);
    for (Count i = 0; i < wanted; i++)
      if (!(off[j - 1] * magnitude(last[i]) <= 16 * epsilon * size)) return false;
    return true;
  }

  bool extract(Count n, Count j, Count wanted, Count locked) {
    for (Count i = 0; i < j; i++) {
      ritz[i] = diagonal[i];
      ritz_off[i] = i + 1 < j ? off[i] : 0;
    }
    for (Count i = 0; i < j * j; i++) ritz_vectors[i] = 0;
    for (Count i = 0; i < j; i++) ritz_vectors[i * j + i] = 1;
    if (!implicit_ql(ritz, ritz_off, j, ritz_vectors, &rotations, j)) return false;
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
