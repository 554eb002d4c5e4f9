// The population loss L = ½ E (Σ_k c_k σ(A_k·x))² over one list of neurons: students, then teachers with weight −b.
//
// As one signed quadratic form, without cancellation as long as there is one teacher:
//
//   L = ½ ( k1 ‖s‖² + 2 k2 Σ_{k<l} ω_k ω_l ψ(t_kl) ),   s = Σ_k c_k A_k,   ω_k = c_k ‖A_k‖
//
// For |x| every student is turned to the side of its nearest teacher first: the neuron is the same and s then cancels.
// Source: closed forms of the arc-cosine kernel (Cho, Saul 2009) with the angle and ψ of angle.hpp.
#pragma once

#include "carver.hpp"
#include "exact_sum.hpp"
#include "population/kernel.hpp"
#include "population/rows.hpp"

OVERPARAM_BEGIN

struct Population {
  Network network;
  Kernel kernel;
  Count teachers;  // r
  Count total;     // m + r
  Count groups;    // of eight neurons
  Count width;     // of a padded row

  double* neurons;         // A [8 groups, width]
  double* directions;      // ĥ = A/‖A‖, turned to the teacher's side for |x|; 0 for a zero neuron [8 groups, width]
  double* weighted;        // ω ĥ [8 groups, width]
  double* packed;          // ĥ [groups, d, 8]
  double* packed_teachers; // ĥ of teachers alone [⌈r/8⌉, d, 8]
  double *weights, *norms, *omegas, *squares;  // c, ‖A‖, c ‖A‖, ‖ĥ‖² [8 groups]
  double* sides;           // +1 or −1: ĥ = side · A/‖A‖ [8 groups]
  double* signed_sum;      // s [width]

  double* turns;        // t of one block of pairs [block_rows, block_columns]
  double* row_spread;   // Σ_k ω_k sin t_ik of a block's rows, by lane [block_rows, 8]
  double* spread;       // Σ_k ω_k sin t_ik [8 groups]
  double* pulled;       // Σ_k ω_k t_ik ĥ_k [8 groups, width]
  double* g;            // (1/c_i) ∂L/∂A_i [m, d]
  double* kappa;        // ∂L/∂c_i [m]
  double* gradient;     // of a descent step [size]

  double *move, *move_weight, *g_change;  // Hessian times vector: dA [m, d], dc [m], dg [m, d]
  double *across, *side_i, *side_k;       // [d]
  double* block;                          // [d, d]

  double teacher_pairs, teacher_pairs_lost;  // Σ_{k<l} over teachers of ω_k ω_l ψ, and its rounding error

  // A block of pairs: its angles, and the rows of ω ĥ that they multiply, stay in the first- and second-level cache.
  static constexpr Count block_rows = 32, block_columns = 64;

  static void layout(Carver& carver, Population& p, double m, double d, double r) {
    const double all = m + r + group_width, width = d + group_width;
    Population* self;
    carver.take(self, 1);
    carver.take(p.neurons, all, width);
    carver.take(p.directions, all, width);
    carver.take(p.weighted, all, width);
    carver.take(p.packed, all, width);
    carver.take(p.pulled, all, width);
    carver.take(p.packed_teachers, r + group_width, d);
    carver.take(p.weights, all);
    carver.take(p.norms, all);
    carver.take(p.omegas, all);
    carver.take(p.squares, all);
    carver.take(p.sides, all);
    carver.take(p.spread, all);
    carver.take(p.signed_sum, width);
    carver.take(p.turns, block_rows, block_columns);
    carver.take(p.row_spread, block_rows, group_width);
    carver.take(p.g, m, d);
    carver.take(p.kappa, m);
    carver.take(p.gradient, m, d + 1);
    carver.take(p.move, m, d);
    carver.take(p.move_weight, m);
    carver.take(p.g_change, m, d);
    carver.take(p.across, d);
    carver.take(p.side_i, d);
    carver.take(p.side_k, d);
    carver.take(p.block, d, d);
  }

  Count size() const { return network.size(); }
  const double* direction(Count k) const { return directions + k * width; }
  const double* neuron(Count k) const { return neurons + k * width; }
  const double* group(Count index) const { return packed + index * network.inputs * group_width; }

  void open(const Network& of, Count r, const double* teacher_directions, const double* teacher_weights) {
    network = of;
    kernel = kernel_of(of.activation);
    teachers = r;
    total = of.students + r;
    groups = (total + group_width - 1) / group_width;
    width = padded_row(of.inputs);
    const Count m = of.students, d = of.inputs, all = groups * group_width;
    for (Count i = 0; i < all * width; i++) neurons[i] = directions[i] = weighted[i] = pulled[i] = 0;
    for (Count k = 0; k < all; k++) {
      weights[k] = norms[k] = omegas[k] = 0;
      sides[k] = 1;
    }
    for (Count k = m; k < total; k++) {
      for (Count l = 0; l < d; l++) neurons[k * width + l] = teacher_directions[(k - m) * d + l];
      weights[k] = -teacher_weights[k - m];
      set_direction(k);
      set_weighted(k);
    }
    pack_teachers();
    for (Count j = m / group_width; j < groups; j++) pack(j);
    add_teacher_pairs();
  }

  void set_direction(Count k) {
    const double* __restrict a = neurons + k * width;
    double* __restrict h = directions + k * width;
    const double n = norms[k] = square_root(row_dot(a, a, width));
    for (Count l = 0; l < width; l++) h[l] = n == 0 ? 0 : a[l] / n;
  }

  void set_weighted(Count k) {
    const double omega = omegas[k] = weights[k] * norms[k];
    const double* __restrict h = directions + k * width;
    double* __restrict out = weighted + k * width;
    for (Count l = 0; l < width; l++) out[l] = omega * h[l];
  }

  void pack(Count index) {
    double* to = packed + index * network.inputs * group_width;
    pack_group(directions + index * group_width * width, width, network.inputs, to);
    for (int v = 0; v < group_vectors; v++) {
      Vector sum = {};
      for (Count l = 0; l < network.inputs; l++) {
        const Vector h = load(to + l * group_width + v * lanes);
        sum += h * h;
      }
      store(squares + index * group_width + v * lanes, sum);
    }
  }

  // Teachers from lane 0 on, padded with zeros: to find the nearest one, and for the pairs among themselves.
  void pack_teachers() {
    const Count d = network.inputs;
    for (Count k = 0; k < (teachers + group_width - 1) / group_width * group_width; k++)
      for (Count l = 0; l < d; l++)
        packed_teachers[(k / group_width * d + l) * group_width + k % group_width] = k < teachers ? direction(network.students + k)[l] : 0;
  }

  void add_teacher_pairs() {
    const Count m = network.students, d = network.inputs;
    ExactSum pairs;
    GroupAngles angles;
    const auto add = [&](Count k, Count l, int a, int b) { pairs.add(omegas[k] * omegas[l] * angles.psi[a][b]); };
    for (Count rows = m / group_width; rows < groups; rows++)
      for (Count columns = rows; columns < groups; columns++) {
        measure_group(group(rows), squares + rows * group_width, group(columns), squares + columns * group_width, d, angles);
        for (int a = 0; a < group_width; a++)
          for (int b = 0; b < group_width; b++) {
            const Count k = rows * group_width + a, l = columns * group_width + b;
            if (k >= m && l > k && l < total) add(k, l, a, b);
          }
      }
    teacher_pairs = pairs.sum;
    teacher_pairs_lost = pairs.lost;
  }

  // Turns the students of a packed group to the side of their nearest teacher (largest |cos|).
  void turn_group(Count index) {
    const Count d = network.inputs, first = index * group_width;
    alignas(64) double products[group_width * group_width], best[group_width];
    for (double& value : best) value = -1;
    for (Count k = 0; k < teachers; k += group_width) {
      group_products(packed_teachers + k * d, group(index), d, products);
      for (int b = 0; b < group_width; b++)
        for (int a = 0; a < group_width; a++) {
          const double cosine = products[b * group_width + a];
          const bool nearer = magnitude(cosine) > best[a];
          best[a] = nearer ? magnitude(cosine) : best[a];
          sides[first + a] = nearer ? with_sign(1, cosine) : sides[first + a];
        }
    }
    double* to = packed + first * d;
    for (int a = 0; a < group_width; a++)
      if (first + a >= network.students) sides[first + a] = 1;
    for (Count l = 0; l < d; l++)
      for (int a = 0; a < group_width; a++) to[l * group_width + a] *= sides[first + a];
    for (int a = 0; a < group_width; a++)
      for (Count l = 0; l < width; l++) directions[(first + a) * width + l] *= sides[first + a];
  }

  // Everything that depends on one neuron only.
  void refresh(const double* theta) {
    const Count m = network.students, d = network.inputs;
    const bool squared = network.parameterization == Parameterization::squared_entry;
    for (Count i = 0; i < m; i++) {
      const double* __restrict w = theta + i * d;
      double* __restrict a = neurons + i * width;
      for (Count l = 0; l < d; l++) a[l] = squared ? w[l] * magnitude(w[l]) : w[l];
      set_direction(i);
      const bool conic = network.parameterization == Parameterization::conic;
      weights[i] = network.parameterization == Parameterization::output ? theta[m * d + i] : conic ? norms[i] : 1;
    }
    for (Count j = 0; j * group_width < m; j++) {
      pack(j);
      if (network.activation == Activation::abs) turn_group(j);
    }
    for (Count i = 0; i < m; i++) set_weighted(i);
    add_signed_sum();
  }

  void add_signed_sum() {
    for (Count l = 0; l < width; l += lanes) {
      Vector sum = {}, lost = {};
      for (Count k = 0; k < total; k++) {
        const Pair<Vector> next = two_sum(sum, broadcast(weights[k]) * (broadcast(sides[k]) * load(neurons + k * width + l)));
        sum = next.high;
        lost += next.low;
      }
      store(signed_sum + l, sum + lost);
    }
  }

  double loss(const ExactSum& pairs) const {
    const double value = 0.5 * kernel.k1 * row_dot(signed_sum, signed_sum, width) + kernel.k2 * pairs.value();
    return value < 0 ? 0 : value;  // rounding may leave −1e-17 at the minimum
  }
};

OVERPARAM_END
