// argmin ‖A x − b‖ of minimum norm: QR with column pivoting, A P = Q R, and where the rank is short a second factorisation
// Rᵀ = Q' T from the other side. Source: Golub, Van Loan, Matrix Computations, 5.4–5.5.
#pragma once

#include "linear/fused.hpp"
#include "linear/householder.hpp"

OVERPARAM_BEGIN

// Columns are kept as contiguous rows of `columns` [p,n]. work [p·n + n + 2p + min(n,p)·p + p] doubles, order [p]. Returns the rank.
inline Count least_squares(const double* a, const double* b, Count n, Count p, double* out, double* work, int* order) {
  const Count most = n < p ? n : p;
  double* columns = work;               // [p,n]
  double* right = columns + p * n;      // [n]
  double* lengths = right + n;          // [p]: norms of what is left of the columns
  double* diagonal = lengths + p;       // [most ≤ p]
  double* lower = diagonal + p;         // [most,p]: rows of R, unpermuted
  for (Count j = 0; j < p; j++) {
    order[j] = static_cast<int>(j);
    for (Count i = 0; i < n; i++) columns[j * n + i] = a[i * p + j];
    lengths[j] = norm(columns + j * n, n);
  }
  for (Count i = 0; i < n; i++) right[i] = b[i];

  Count rank = 0;
  for (; rank < most; rank++) {
    Count best = rank;
    for (Count j = rank; j < p; j++) {
      lengths[j] = norm(columns + j * n + rank, n - rank);
      if (lengths[j] > lengths[best]) best = j;
    }
    if (best != rank) {
      const int name = order[rank];
      order[rank] = order[best];
      order[best] = name;
      for (Count i = 0; i < n; i++) {
        const double entry = columns[rank * n + i];
        columns[rank * n + i] = columns[best * n + i];
        columns[best * n + i] = entry;
      }
      lengths[best] = lengths[rank];
    }
    double* v = columns + rank * n + rank;
    const Reflection h = reflection(v, n - rank);
    diagonal[rank] = h.beta;
    const double tolerance = static_cast<double>(n > p ? n : p) * epsilon * magnitude(diagonal[0]);
    if (!(magnitude(h.beta) > tolerance)) break;
    for (Count j = rank + 1; j < p; j++) fused_axpy(-h.tau * fused_dot(columns + j * n + rank, v, n - rank), v, columns + j * n + rank, n - rank);
    fused_axpy(-h.tau * fused_dot(right + rank, v, n - rank), v, right + rank, n - rank);
  }

  // Row i of R [rank,p]: diagonal[i], then entry i of every later column.
  for (Count i = 0; i < rank; i++)
    for (Count j = 0; j < p; j++) lower[i * p + j] = j < i ? 0 : j == i ? diagonal[i] : columns[j * n + i];
  // Rᵀ = Q' T: reflections of the rows of R from its columns' side; T [rank,rank] is upper triangular in the transposed sense.
  double* solution = lengths;  // [p], free by now
  double* taus = columns;      // [rank], free by now
  for (Count i = 0; i < rank; i++) {
    const Reflection h = reflection(lower + i * p + i, p - i);
    taus[i] = h.tau;
    diagonal[i] = h.beta;
    for (Count k = i + 1; k < rank; k++)
      fused_axpy(-h.tau * fused_dot(lower + k * p + i, lower + i * p + i, p - i), lower + i * p + i, lower + k * p + i, p - i);
  }
  // R = Tᵀ Q'ᵀ: forward substitution with row k of Tᵀ = (lower[k][0..k−1], diagonal[k]).
  for (Count k = 0; k < rank; k++) solution[k] = (right[k] - fused_dot(lower + k * p, solution, k)) / diagonal[k];
  for (Count k = rank; k < p; k++) solution[k] = 0;
  for (Count i = rank - 1; i >= 0; i--)
    fused_axpy(-taus[i] * fused_dot(solution + i, lower + i * p + i, p - i), lower + i * p + i, solution + i, p - i);
  for (Count j = 0; j < p; j++) out[order[j]] = solution[j];
  return rank;
}

OVERPARAM_END
