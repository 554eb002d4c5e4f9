// Values in order, with the rows that belong to them.
#pragma once

#include "bits.hpp"

OVERPARAM_BEGIN

inline void swap_rows(double* rows, Count i, Count j, Count length) {
  for (Count l = 0; l < length; l++) {
    const double entry = rows[i * length + l];
    rows[i * length + l] = rows[j * length + l];
    rows[j * length + l] = entry;
  }
}

// Ascending (direction 1) or descending (−1) by selection, n swaps of whole rows at most. first [n,p] and second [n,q] may be null.
inline void sort_rows(double* values, Count n, int direction, double* first, Count p, double* second, Count q) {
  for (Count i = 0; i < n; i++) {
    Count best = i;
    for (Count j = i + 1; j < n; j++)
      if (direction * values[j] < direction * values[best]) best = j;
    if (best == i) continue;
    swap_rows(values, i, best, 1);
    if (first != nullptr) swap_rows(first, i, best, p);
    if (second != nullptr) swap_rows(second, i, best, q);
  }
}

// Returns whether the sign was changed.
inline bool make_largest_positive(double* row, Count n) {
  Count largest = 0;
  for (Count j = 0; j < n; j++)
    if (magnitude(row[j]) > magnitude(row[largest])) largest = j;
  if (!(row[largest] < 0)) return false;
  for (Count j = 0; j < n; j++) row[j] = -row[j];
  return true;
}

OVERPARAM_END
