// The empirical tangent kernel K [n,n] of a two-layer network, K_ij = ⟨∇f(x_i), ∇f(x_j)⟩, layer by layer and never through the
// Jacobian [n, m d]. With Z = X Aᵀ + b, H = σ(Z), S = c σ'(Z), over neurons:
//
//   K = (X Xᵀ + [bias]) ∘ S Sᵀ  +  [output] H Hᵀ  +  [conic] (H Hᵀ + R Hᵀ + H Rᵀ),   R = σ'(Z) ∘ (Z − b)
//
// where for conic networks c = s ‖A‖, s the fixed sign, and the last bracket carries s². K's lower half is summed over blocks of neurons,
// whose H or S [n, block] is all that is held beside K; tiles of rows are what members of a team take. Sums depend on sizes alone.
#pragma once

#include "product/product.hpp"
#include "sampled/activation.hpp"
#include "sampled/smooth.hpp"
#include "team/team.hpp"

OVERPARAM_BEGIN

struct TangentSizes {
  double samples, inputs, students, members;
};

struct TangentGram {
  static constexpr Count block = 256;  // neurons
  static constexpr Count rows = 256;   // of a tile
  static constexpr double shared_work = 2e6;  // multiply-adds below which nobody is woken

  Nonlinearity activation;
  Parameterization parameterization;
  bool bias;
  Count n, d, m;
  const double *theta, *x, *fixed;
  double* out;
  double* weights;    // c [m]
  double* first;      // S, then H [n, block]
  double* second;     // R of conic networks [n, block]
  double** tiles;     // X Xᵀ of a tile [rows, n], one a member
  ProductScratch* scratch;  // one a member

  static void layout(Carver& carver, TangentGram& p, const TangentSizes& size, bool conic) {
    const double width = smaller(size.students, block), high = smaller(size.samples, rows);
    TangentGram* self;
    carver.take(self, 1);
    carver.take(p.weights, size.students);
    carver.take(p.first, size.samples, width);
    carver.take(p.second, conic ? size.samples : 0, width);
    carver.take(p.tiles, size.members);
    carver.take(p.scratch, size.members);
    for (double i = 0; i < size.members; i++) {
      double* tile;
      ProductScratch one;
      carver.take(tile, high, size.samples);
      ProductScratch::layout(carver, one, high, larger(width, size.inputs), larger(size.samples, width));
      if (p.tiles != nullptr) {
        p.tiles[static_cast<Count>(i)] = tile;
        p.scratch[static_cast<Count>(i)] = one;
      }
    }
  }

  // Multiply-adds: both passes make Z, then half of each product over neurons and of X Xᵀ.
  static double work(const TangentSizes& size, Parameterization parameterization) {
    const double outputs = parameterization == Parameterization::output ? 1 : parameterization == Parameterization::conic ? 3 : 0;
    const double passes = outputs > 0 ? 2 : 1;
    return size.samples * size.students * size.inputs * passes + 0.5 * size.samples * size.samples * ((1 + outputs) * size.students + size.inputs);
  }

  bool conic() const { return parameterization == Parameterization::conic; }
  bool has_output_term() const { return conic() || parameterization == Parameterization::output; }
  Count tile_count() const { return (n + rows - 1) / rows; }
  Count height(Count tile) const { return n - tile * rows < rows ? n - tile * rows : rows; }
  const double* biases() const { return bias ? theta + m * d + (parameterization == Parameterization::output ? m : 0) : nullptr; }

  void run(Team& team) {
    for (Count k = 0; k < m; k++) {
      if (parameterization == Parameterization::output) weights[k] = theta[m * d + k];
      else weights[k] = conic() ? fixed[k] * norm(theta + k * d, d) : fixed[k];
    }
    if (team.members > 1 && work({static_cast<double>(n), static_cast<double>(d), static_cast<double>(m), 1}, parameterization) > shared_work)
      return team.run(member_of_run, this);
    Team alone;
    alone.open(1);
    work_as(alone, 0);
  }

 private:
  enum class Fill { slopes, values };

  static void member_of_run(void* argument, Team& team, int member) { static_cast<TangentGram*>(argument)->work_as(team, member); }

  void work_as(Team& team, int member) {
    pass(team, member, Fill::slopes);
    each_tile(team, [&](Count tile) { times_inputs(tile, member); });
    if (has_output_term()) pass(team, member, Fill::values);
    each_tile(team, [&](Count tile) { mirror(tile); });
  }

  template <class Act>
  void each_tile(Team& team, Act act) const {
    const Count count = tile_count();
    for (Count tile = team.take(); tile < count; tile = team.take()) act(tile);
    team.meet();
  }

  // The sums over all neurons of one of K's terms.
  void pass(Team& team, int member, Fill what) {
    for (Count k0 = 0; k0 < m; k0 += block) {
      const Count some = m - k0 < block ? m - k0 : block;
      each_tile(team, [&](Count tile) { fill(tile, k0, some, what, scratch[member]); });
      each_tile(team, [&](Count tile) { add_products(tile, some, what, what == Fill::values || k0 > 0, scratch[member]); });
    }
  }

  // S, or H and R, of the tile's samples.
  void fill(Count tile, Count k0, Count some, Fill what, const ProductScratch& own) const {
    const Count from = tile * rows, high = height(tile);
    double* z = first + from * some;
    product(row_major(x + from * d, d), row_major(theta + k0 * d, d).transposed(), z, some, high, d, some, own);
    with_sigma([&]<Nonlinearity sigma>() {
      for (Count i = 0; i < high; i++)
        for (Count j = 0; j < some; j += lanes) {
          const Count count = some - j < lanes ? some - j : lanes;
          double* at = z + i * some + j;
          // Lanes that do not exist are 0 and are not stored.
          alignas(vector_bytes) double plain[lanes] = {}, shift[lanes] = {}, c[lanes] = {}, s[lanes] = {};
          for (Count l = 0; l < count; l++) {
            plain[l] = at[l];
            shift[l] = bias ? biases()[k0 + j + l] : 0;
            c[l] = weights[k0 + j + l];
            s[l] = !conic() ? 1 : c[l] == 0 ? 0 : fixed[k0 + j + l];  // ‖A‖ has derivative 0 at A = 0
          }
          const ValueAndSlope both = value_and_slope<sigma>(load(plain) + load(shift));
          if (what == Fill::slopes) {
            store(c, load(c) * both.slope);
            for (Count l = 0; l < count; l++) at[l] = c[l];
          } else {
            store(c, load(s) * both.value);
            store(plain, load(s) * (both.slope * load(plain)));
            for (Count l = 0; l < count; l++) at[l] = c[l];
            if (conic())
              for (Count l = 0; l < count; l++) second[(from + i) * some + j + l] = plain[l];
          }
        }
    });
  }

  // Adds the tile's products over a block of neurons to rows of K, up to the diagonal.
  void add_products(Count tile, Count some, Fill what, bool add, const ProductScratch& own) const {
    const Count from = tile * rows, high = height(tile), reach = from + high;
    double* to = out + from * n;
    const auto times = [&](const double* left, const double* right, bool onto) {
      product(row_major(left + from * some, some), row_major(right, some).transposed(), to, n, high, some, reach, own, onto);
    };
    times(first, first, add);
    if (what == Fill::slopes || !conic()) return;
    times(second, first, true);
    times(first, second, true);
  }

  // K ← (X Xᵀ + [bias]) ∘ K of a tile's rows.
  void times_inputs(Count tile, int member) const {
    const Count from = tile * rows, high = height(tile), reach = from + high;
    double* inner = tiles[member];
    product(row_major(x + from * d, d), row_major(x, d).transposed(), inner, reach, high, d, reach, scratch[member]);
    const double one = bias ? 1 : 0;
    for (Count i = 0; i < high; i++) {
      double* __restrict to = out + (from + i) * n;
      const double* __restrict by = inner + i * reach;
      for (Count j = 0; j < reach; j++) to[j] *= by[j] + one;
    }
  }

  // Entries right of the diagonal, from those left of it.
  void mirror(Count tile) const {
    const Count from = tile * rows, to = from + height(tile);
    for (Count i = from; i < to; i++)
      for (Count j = i + 1; j < n; j++) out[i * n + j] = out[j * n + i];
  }

  template <Nonlinearity sigma>
  static ValueAndSlope value_and_slope(Vector z) {
    constexpr Rule rule = rule_of(sigma);
    if constexpr (rule == Rule::smooth) return smooth<sigma>(z);
    else return {Activate<rule, double>::value(z), Activate<rule, double>::times_slope(broadcast(1), z)};
  }

  template <class Act>
  void with_sigma(Act act) const {
    switch (activation) {
      case Nonlinearity::relu: return act.template operator()<Nonlinearity::relu>();
      case Nonlinearity::abs: return act.template operator()<Nonlinearity::abs>();
      case Nonlinearity::tanh: return act.template operator()<Nonlinearity::tanh>();
      case Nonlinearity::sigmoid: return act.template operator()<Nonlinearity::sigmoid>();
      case Nonlinearity::softplus: return act.template operator()<Nonlinearity::softplus>();
      case Nonlinearity::erf: return act.template operator()<Nonlinearity::erf>();
      case Nonlinearity::gelu: return act.template operator()<Nonlinearity::gelu>();
      case Nonlinearity::quadratic: return act.template operator()<Nonlinearity::quadratic>();
    }
  }
};

OVERPARAM_END
