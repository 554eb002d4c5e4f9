// Dense linear algebra. `work` is scratch whose size the TypeScript side knows (assembly/linear.ts).
#pragma once

#include "linear/cholesky.hpp"
#include "linear/eigen.hpp"
#include "linear/least_squares.hpp"
#include "linear/nonnegative.hpp"
#include "entries/entry.hpp"

OVERPARAM_BEGIN

OVERPARAM_ENTRY(double, linear_cholesky)(const double* a, Count n, double* out) { return static_cast<double>(cholesky(a, n, out)); }

OVERPARAM_ENTRY(void, linear_cholesky_solve)(const double* factor, Count n, double* b, Count columns) {
  cholesky_solve(factor, n, b, columns);
}

// vectors is used only if `wanted`. 1, or 0 if the iteration did not converge.
OVERPARAM_ENTRY(double, linear_eigen)(const double* a, Count n, double* values, double* vectors, int wanted, double* work) {
  return eigen_symmetric(a, n, values, wanted ? vectors : nullptr, work) ? 1 : 0;
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
