// Dense linear algebra. `work` is scratch: of the size that the plan before it says, else of one that assembly/linear.ts knows.
#pragma once

#include "linear/cholesky.hpp"
#include "linear/eigen.hpp"
#include "linear/lanczos.hpp"
#include "linear/least_squares.hpp"
#include "linear/nonnegative.hpp"
#include "linear/qr.hpp"
#include "linear/singular.hpp"
#include "entries/entry.hpp"

OVERPARAM_BEGIN

OVERPARAM_ENTRY(double, linear_cholesky_plan)(double n) {
  Carver counting;
  Cholesky none;
  Cholesky::layout(counting, none, n);
  return counting.bytes();
}

OVERPARAM_ENTRY(double, linear_cholesky)(const double* a, Count n, double* out, double* work) {
  Carver carver(work);
  Cholesky problem;
  Cholesky::layout(carver, problem, static_cast<double>(n));
  return static_cast<double>(problem.factor(a, n, out));
}

OVERPARAM_ENTRY(void, linear_cholesky_solve)(const double* factor, Count n, double* b, Count columns) {
  cholesky_solve(factor, n, b, columns);
}

OVERPARAM_ENTRY(double, linear_eigen_plan)(double n, int wanted) {
  Carver counting;
  Eigen none;
  Eigen::layout(counting, none, n, wanted != 0);
  return counting.bytes();
}

// vectors is used only if `wanted`. 1, or 0 if the iteration did not converge.
OVERPARAM_ENTRY(double, linear_eigen)(const double* a, Count n, double* values, double* vectors, int wanted, double* work) {
  Carver carver(work);
  Eigen problem;
  Eigen::layout(carver, problem, static_cast<double>(n), wanted != 0);
  return problem.solve(a, n, values, wanted ? vectors : nullptr) ? 1 : 0;
}

OVERPARAM_ENTRY(double, linear_lanczos_plan)(double n, double k) {
  Carver counting;
  Lanczos none;
  Lanczos::layout(counting, none, n, k);
  return counting.bytes();
}

// sign 1 for the largest, −1 for the smallest. 1, or 0 if the iteration did not converge.
OVERPARAM_ENTRY(double, linear_lanczos)(const double* a, Count n, Count k, double sign, double* values, double* vectors, double* work) {
  Carver carver(work);
  Lanczos problem;
  Lanczos::layout(carver, problem, static_cast<double>(n), static_cast<double>(k));
  return problem.solve(a, n, k, sign, values, vectors) ? 1 : 0;
}

OVERPARAM_ENTRY(double, linear_singular_plan)(double n, double p, int wanted) {
  Carver counting;
  Singular none;
  Singular::layout(counting, none, n, p, wanted != 0);
  return counting.bytes();
}

// left and right are used only if `wanted`. 1, or 0 if the iteration did not converge.
OVERPARAM_ENTRY(double, linear_singular)(const double* a, Count n, Count p, double* values, double* left, double* right, int wanted,
                                         double* work) {
  Carver carver(work);
  Singular problem;
  Singular::layout(carver, problem, static_cast<double>(n), static_cast<double>(p), wanted != 0);
  return problem.solve(a, n, p, values, wanted ? left : nullptr, wanted ? right : nullptr) ? 1 : 0;
}

OVERPARAM_ENTRY(double, linear_qr_plan)(double n, double p) {
  Carver carver;
  Qr none;
  double* columns;
  double* rows;
  carver.take(columns, n, p);
  carver.take(rows, n, smaller(n, p));
  Qr::layout(carver, none, n, p);
  return carver.bytes();
}

// q [n,k], r [k,p], k = min(n,p); the diagonal of r is not negative.
OVERPARAM_ENTRY(void, linear_qr)(const double* a, Count n, Count p, double* q, double* r, double* work) {
  Carver carver(work);
  Qr problem;
  double* columns;
  double* rows;
  const Count k = n < p ? n : p;
  carver.take(columns, static_cast<double>(n), static_cast<double>(p));
  carver.take(rows, static_cast<double>(n), static_cast<double>(k));
  Qr::layout(carver, problem, static_cast<double>(n), static_cast<double>(p));
  transpose(a, n, p, columns);
  problem.factor(columns, n, p);
  problem.triangle(columns, n, p, r);
  problem.orthonormal(columns, n, p, rows);
  for (Count i = 0; i < k; i++) {
    if (!(r[i * p + i] < 0)) continue;
    for (Count j = i; j < p; j++) r[i * p + j] = -r[i * p + j];
    for (Count j = 0; j < n; j++) rows[i * n + j] = -rows[i * n + j];
  }
  transpose(rows, k, n, q);
}

// work [p n + n + 3 p + min(n,p) p + p].
OVERPARAM_ENTRY(double, linear_least_squares)(const double* a, const double* b, Count n, Count p, double* out, double* work) {
  double* tail = work + p * n + n + 3 * p + (n < p ? n : p) * p;
  return static_cast<double>(least_squares(a, b, n, p, out, work, reinterpret_cast<int*>(tail)));
}

// work [n (n + 4)].
OVERPARAM_ENTRY(void, linear_nonnegative)(const double* gram, const double* right, Count n, double* out, double* work,
                                          NonNegativeReport* report) {
  int* names = reinterpret_cast<int*>(work + n * (n + 2));
  NonNegative problem{gram, right, n, out, work, work + n * n, work + n * (n + 1), names, names + n, names + 2 * n, 0};
  *report = problem.solve();
}

OVERPARAM_END
