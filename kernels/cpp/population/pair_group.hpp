// Eight neurons against eight: what every pair of them needs. Groups are 8 wide on every machine and nothing is fused, so the
// bits do not depend on the vector width.
//
// Directions lie in groups of eight neurons, feature-major [group][d][8]. A register tile makes all products c = ĥ_i·ĥ_k, and
//
//   p² = ‖ĥ_i − ĥ_k‖² = n_i + n_k − 2c,   q² = ‖ĥ_i + ĥ_k‖² = n_i + n_k + 2c,   n = ‖ĥ‖² (1 up to rounding).
//
// Where |c| > ½ the smaller one would lose digits; it is summed again from differences, so that small angles and angles near π
// keep all theirs, and equal and opposite directions give exactly 0 and π.
#pragma once

#include "population/angle.hpp"

OVERPARAM_BEGIN

inline constexpr Count group_width = 8;
inline constexpr int group_vectors = static_cast<int>(group_width) / lanes;

// What one row of a group measures: lanes are the columns.
struct GroupAngles {
  alignas(64) double t[group_width][group_width];
  alignas(64) double sine[group_width][group_width];
  alignas(64) double psi[group_width][group_width];
};

// products [8][8] of two packed groups.
inline void group_products(const double* rows, const double* columns, Count d, double* products) {
  constexpr int tile_rows = 8 / group_vectors > 2 ? 8 / group_vectors : 2;
  for (int first = 0; first < group_width; first += tile_rows) {
    Vector c[tile_rows][group_vectors] = {};
    for (Count l = 0; l < d; l++) {
      OVERPARAM_UNROLL for (int v = 0; v < group_vectors; v++) {
        const Vector column = load(columns + l * group_width + v * lanes);
        OVERPARAM_UNROLL for (int a = 0; a < tile_rows; a++) c[a][v] += broadcast(rows[l * group_width + first + a]) * column;
      }
    }
    OVERPARAM_UNROLL for (int a = 0; a < tile_rows; a++)
      OVERPARAM_UNROLL for (int v = 0; v < group_vectors; v++) store(products + (first + a) * group_width + v * lanes, c[a][v]);
  }
}

// ‖ĥ_i ∓ ĥ_k‖², the nearer of both signs, from differences.
[[gnu::noinline]] inline Vector nearer_square(const double* rows, int a, const double* columns, Count d, Vector product) {
  const Vector sign = with_sign(broadcast(1.0), product);
  Vector sum = {};
  for (Count l = 0; l < d; l++) {
    const Vector miss = broadcast(rows[l * group_width + a]) - sign * load(columns + l * group_width);
    sum += miss * miss;
  }
  return sum;
}

// Angle, sine and ψ of 8 × 8 pairs; `squares` are n_i and n_k of the groups.
inline void measure_group(const double* rows, const double* row_squares, const double* columns, const double* column_squares, Count d,
                          GroupAngles& out) {
  alignas(64) double products[group_width * group_width];
  group_products(rows, columns, d, products);
  for (int a = 0; a < group_width; a++)
    for (int v = 0; v < group_vectors; v++) {
      const Vector c = load(products + a * group_width + v * lanes);
      const Vector both = broadcast(row_squares[a]) + load(column_squares + v * lanes);
      Vector p2 = both - 2 * c, q2 = both + 2 * c;
      const auto close = magnitude(c) > 0.5;
      if (any(close)) {
        const Vector near = nearer_square(rows, a, columns + v * lanes, d, c), far = 2 * both - near;
        p2 = close ? (c > 0 ? near : far) : p2;
        q2 = close ? (c > 0 ? far : near) : q2;
      }
      const PairAngle<Vector> pair = pair_angle(p2, q2);
      store(out.t[a] + v * lanes, pair.t);
      store(out.sine[a] + v * lanes, pair.sine);
      store(out.psi[a] + v * lanes, pair.psi);
    }
}

OVERPARAM_END
