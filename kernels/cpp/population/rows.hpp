// Rows padded with zeros to whole groups of eight: sums over a row run in eight lanes on every machine, then in a fixed order.
#pragma once

#include "population/pair_group.hpp"

OVERPARAM_BEGIN

inline Count padded_row(Count d) { return (d + group_width - 1) / group_width * group_width; }

// Sum of eight lanes.
[[gnu::always_inline]] inline double sum_of_group(const double* x) {
  return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7]));
}

inline double row_dot(const double* u, const double* v, Count width) {
  Vector sum[group_vectors] = {};
  for (Count l = 0; l < width; l += group_width)
    OVERPARAM_UNROLL for (int j = 0; j < group_vectors; j++) sum[j] += load(u + l + j * lanes) * load(v + l + j * lanes);
  alignas(64) double lane[group_width];
  OVERPARAM_UNROLL for (int j = 0; j < group_vectors; j++) store(lane + j * lanes, sum[j]);
  return sum_of_group(lane);
}

// rows [8, width] → group [d, 8].
inline void pack_group(const double* rows, Count width, Count d, double* group) {
  for (int a = 0; a < group_width; a++)
    for (Count l = 0; l < d; l++) group[l * group_width + a] = rows[a * width + l];
}

OVERPARAM_END
