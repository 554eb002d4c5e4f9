// L and its gradient in one pass over blocks of pairs i < k, each pair measured once and used for both neurons:
//
//   ∂L/∂A_i / c_i = g_i = k1 s + k2 Σ_k ω_k (sin t_ik ĥ_i − t_ik ĥ_k)
//
// Sums run by blocks, by groups of eight and in lanes of eight, in an order that depends on sizes alone; the pairs of the loss
// are summed without loss from one group to the next.
#pragma once

#include "population/problem.hpp"
#include "population/pull.hpp"

OVERPARAM_BEGIN

struct PairPass {
  Population& p;
  alignas(64) double sum[group_width] = {}, lost[group_width] = {};  // Σ ω_i ω_k ψ by lane
  GroupAngles angles;

  explicit PairPass(Population& of) : p(of) {}

  // Row group against column group: measures, adds to the loss and the spreads; angles go to `turns`.
  template <bool with_gradient>
  void group(Count rows, Count columns, double* row_spread, double* turns) {
    const Count d = p.network.inputs, first = rows * group_width, left = p.network.students - first;
    measure_group(p.group(rows), p.squares + first, p.group(columns), p.squares + columns * group_width, d, angles);
    if (rows == columns) clear_lower_half();
    for (int v = 0; v < group_vectors; v++) {
      const Count at = columns * group_width + v * lanes;
      const Vector omega = load(p.omegas + at);
      Vector psi = {}, sine = {};
      for (int a = 0; a < group_width && a < left; a++) {
        const Vector omega_row = broadcast(p.omegas[first + a]);
        psi += omega_row * load(angles.psi[a] + v * lanes);
        if constexpr (with_gradient) {
          const Vector s = load(angles.sine[a] + v * lanes);
          double* to = row_spread + a * group_width + v * lanes;
          sine += omega_row * s;
          store(to, load(to) + omega * s);
          store(turns + a * Population::block_columns + v * lanes, load(angles.t[a] + v * lanes));
        }
      }
      const Pair<Vector> next = two_sum(load(sum + v * lanes), omega * psi);
      store(sum + v * lanes, next.high);
      store(lost + v * lanes, load(lost + v * lanes) + next.low);
      if constexpr (with_gradient) store(p.spread + at, load(p.spread + at) + sine);
    }
  }

  // A pair is counted at i < k.
  void clear_lower_half() {
    for (int a = 0; a < group_width; a++)
      for (int b = 0; b <= a; b++) angles.t[a][b] = angles.sine[a][b] = angles.psi[a][b] = 0;
  }

  template <bool with_gradient>
  double run() {
    const Count m = p.network.students, width = p.width;
    constexpr Count row_groups = Population::block_rows / group_width, column_groups = Population::block_columns / group_width;
    if constexpr (with_gradient) {
      for (Count i = 0; i < p.groups * group_width * width; i++) p.pulled[i] = 0;
      for (Count i = 0; i < p.groups * group_width; i++) p.spread[i] = 0;
    }
    for (Count i0 = 0; i0 * group_width < m; i0 += row_groups) {
      const Count rows = smaller_of(m - i0 * group_width, Population::block_rows), strips = (rows + group_width - 1) / group_width;
      if constexpr (with_gradient)
        for (Count i = 0; i < strips * group_width * group_width; i++) p.row_spread[i] = 0;
      for (Count k0 = i0; k0 < p.groups; k0 += column_groups) {
        const Count k1 = smaller_of(k0 + column_groups, p.groups);
        for (Count s = 0; s < strips; s++)
          for (Count k = larger_of(k0, i0 + s); k < k1; k++)
            group<with_gradient>(i0 + s, k, p.row_spread + s * group_width * group_width,
                                 p.turns + s * group_width * Population::block_columns + (k - k0) * group_width);
        if constexpr (with_gradient) pull_block(i0, strips, rows, k0, k1);
      }
      if constexpr (with_gradient)
        for (Count i = 0; i < rows; i++) p.spread[i0 * group_width + i] += sum_of_group(p.row_spread + i * group_width);
    }
    ExactSum pairs{p.teacher_pairs, p.teacher_pairs_lost};
    for (int a = 0; a < group_width; a++) {
      pairs.add(sum[a]);
      pairs.add(lost[a]);
    }
    return p.loss(pairs);
  }

  // Both halves of a block of angles: rows pull towards columns, columns (students only) towards rows.
  void pull_block(Count i0, Count strips, Count rows, Count k0, Count k1) {
    const Count width = p.width, line = Population::block_columns;
    for (Count s = 0; s < strips; s++) {
      const Count from = larger_of(k0, i0 + s);
      if (from < k1)
        pull(p.turns + s * group_width * line + (from - k0) * group_width, line, 1, (k1 - from) * group_width,
             p.weighted + from * group_width * width, width, p.pulled + (i0 + s) * group_width * width);
    }
    for (Count k = k0; k < k1 && k * group_width < p.network.students; k++)
      pull(p.turns + (k - k0) * group_width, 1, line, smaller_of(rows, (k - i0 + 1) * group_width), p.weighted + i0 * group_width * width,
           width, p.pulled + k * group_width * width);
  }

  static Count smaller_of(Count a, Count b) { return a < b ? a : b; }
  static Count larger_of(Count a, Count b) { return a < b ? b : a; }
};

inline double value(Population& p, const double* theta) {
  p.refresh(theta);
  return PairPass(p).run<false>();
}

// Fills g and κ; returns L.
inline double value_and_g(Population& p, const double* theta) {
  const Count m = p.network.students, d = p.network.inputs, width = p.width;
  p.refresh(theta);
  const double value = PairPass(p).run<true>();
  for (Count i = 0; i < m; i++) {
    const double* __restrict h = p.direction(i);
    const double* __restrict s = p.signed_sum;
    double* __restrict turned = p.pulled + i * width;
    double* __restrict g = p.g + i * d;
    const double spread = p.spread[i], side = p.sides[i];
    const bool none = p.norms[i] == 0;
    for (Count l = 0; l < width; l++) turned[l] = p.kernel.k1 * s[l] + p.kernel.k2 * (spread * h[l] - turned[l]);
    for (Count l = 0; l < d; l++) g[l] = none ? 0 : side * turned[l];
    p.kappa[i] = none ? 0 : side * row_dot(p.neuron(i), turned, width);  // σ is 1-homogeneous (Euler)
  }
  return value;
}

inline double value_and_gradient(Population& p, const double* theta, double* out) {
  const double value = value_and_g(p, theta);
  chain_rule(p.network, theta, p.norms, p.g, p.kappa, out);
  return value;
}

// What descend() asks of a problem.
struct PopulationDescent {
  Population& p;
  Count size() const { return p.size(); }
  double value_and_gradient(const double* theta, double* out) { return OVERPARAM_NAMESPACE::value_and_gradient(p, theta, out); }
};

OVERPARAM_END
