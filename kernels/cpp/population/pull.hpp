// C [rows, width] += T · H over 8 rows: the tile that adds up Σ_k t_ik ω_k ĥ_k. Rows of H and C are padded to whole groups of 8.
#pragma once

#include "population/pair_group.hpp"

OVERPARAM_BEGIN

// Register tile of 4 rows by `vectors` vectors: wide, so that few factors are repeated (measured: 13 % faster than 8 rows by 3). T is read at t[row · row_step + k · step].
template <int rows, int vectors>
[[gnu::always_inline]] inline void pull_tile(const double* t, Count row_step, Count step, Count inner, const double* h, Count width, double* c) {
  Vector sum[rows][vectors];
  OVERPARAM_UNROLL for (int a = 0; a < rows; a++)
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) sum[a][v] = load(c + a * width + v * lanes);
  for (Count k = 0; k < inner; k++) {
    Vector at[vectors];
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) at[v] = load(h + k * width + v * lanes);
    OVERPARAM_UNROLL for (int a = 0; a < rows; a++) {
      const Vector factor = broadcast(t[a * row_step + k * step]);
      OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) sum[a][v] += factor * at[v];
    }
  }
  OVERPARAM_UNROLL for (int a = 0; a < rows; a++)
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) store(c + a * width + v * lanes, sum[a][v]);
}

template <int vectors>
[[gnu::noinline]] inline void pull_columns(const double* t, Count row_step, Count step, Count inner, const double* h, Count width, double* c) {
  constexpr int rows = 4;
  for (int first = 0; first < group_width; first += rows)
    pull_tile<rows, vectors>(t + first * row_step, row_step, step, inner, h, width, c + first * width);
}

// Turns a number of vectors into one known at compile time.
template <Count count>
inline void some_columns(Count vectors, const double* t, Count row_step, Count step, Count inner, const double* h, Count width, double* c) {
  if (vectors == count) {
    pull_columns<static_cast<int>(count)>(t, row_step, step, inner, h, width, c);
  } else if constexpr (count > 1) {
    some_columns<count - 1>(vectors, t, row_step, step, inner, h, width, c);
  }
}

inline void pull(const double* t, Count row_step, Count step, Count inner, const double* h, Count width, double* c) {
  constexpr Count most = lanes == 8 ? 7 : 2;
  const Count all = width / lanes, panels = (all + most - 1) / most;
  for (Count p = 0; p < panels; p++) {
    const Count from = p * all / panels, vectors = (p + 1) * all / panels - from;
    const double* to_h = h + from * lanes;
    double* to_c = c + from * lanes;
    some_columns<most>(vectors, t, row_step, step, inner, to_h, width, to_c);
  }
}

OVERPARAM_END
