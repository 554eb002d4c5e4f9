// What is done to an entry of a product once its sum is complete, while the tile is still in the nearest cache.
//
// Any type with `void operator()(double* entries, Count i, Count j, Count count) const` is an epilogue: it is given `count`
// entries of row i from column j on, each exactly once.
#pragma once

#include "bits.hpp"

OVERPARAM_BEGIN

// Leaves the sums as they are.
struct Bare {
  void operator()(double*, Count, Count, Count) const {}
};

enum class Fold : int { identity = 0, relu = 1, abs = 2 };

// entry ← mask(σ(scale · entry + row_bias[i] + column_bias[j])); what is null is left out.
// The mask is σ' at `before` (same layout as the product): 1 or 0 for relu, ±1 for |x|, and 0 where `before` is 0.
struct Finish {
  double scale = 1;
  const double* row_bias = nullptr;
  const double* column_bias = nullptr;
  Fold activation = Fold::identity;
  Fold mask = Fold::identity;
  const double* before = nullptr;
  Count stride = 0;  // from one row of `before` to the next

  void operator()(double* __restrict entries, Count i, Count j, Count count) const {
    if (scale != 1)
      for (Count l = 0; l < count; l++) entries[l] *= scale;
    if (row_bias != nullptr)
      for (Count l = 0; l < count; l++) entries[l] += row_bias[i];
    if (column_bias != nullptr)
      for (Count l = 0; l < count; l++) entries[l] += column_bias[j + l];
    if (activation == Fold::relu)
      for (Count l = 0; l < count; l++) entries[l] = entries[l] < 0 ? 0 : entries[l];
    else if (activation == Fold::abs)
      for (Count l = 0; l < count; l++) entries[l] = magnitude(entries[l]);
    if (mask == Fold::identity) return;
    const double* z = before + i * stride + j;
    if (mask == Fold::relu)
      for (Count l = 0; l < count; l++) entries[l] = z[l] > 0 ? entries[l] : 0;
    else
      for (Count l = 0; l < count; l++) entries[l] = z[l] > 0 ? entries[l] : z[l] < 0 ? -entries[l] : 0;
  }
};

OVERPARAM_END
