// One panel of neurons against one block of samples: forward, the pass between, backward.
#pragma once

#include "sampled/activation.hpp"
#include "sampled/packing.hpp"
#include "sampled/smooth.hpp"
#include "tile/tile.hpp"

OVERPARAM_BEGIN

// A block of samples as a panel sees it.
template <class Real>
struct BlockView {
  Count size;            // samples
  Count features;
  const Real* forward_x;
  const Real* backward_x;
  Real* outputs;         // [size] vectors: f, one partial sum a lane
  const Real* residuals; // [size]: ∂loss/∂f
};

template <class Real, int vectors>
struct Panel {
  using Vector = typename Simd<Real>::Vector;
  static constexpr int lanes = lanes_of<Real>;
  static constexpr int width = vectors * lanes;

  // z [block,width] = X · A; outputs = c · σ(z) summed over the panel's vectors, plus what they were unless `first`.
  // A smooth σ replaces z and fills `slopes`.
  template <Rule rule>
  [[gnu::noinline]] static void forward(const BlockView<Real>& block, const Real* neurons, const Real* weights, bool first, Real* z,
                                        Real* slopes, SmoothOutputs<Real> smooth) {
    // Copies, because what is stored below might otherwise be what is read here.
    const Count size = block.size, features = block.features;
    const Real* x = block.forward_x;
    Real* outputs = block.outputs;
    for (Count i = 0; i < size; i += tile_samples) {
      Tile<Real, vectors, tile_samples> tile;
      tile.clear();
      tile.multiply(neurons, x, features);
      tile.write(z);
      if constexpr (rule != Rule::smooth) {
        // Four samples at a time: enough sums to wait for none, and registers for them.
        static_assert(tile_samples % 4 == 0);
        OVERPARAM_UNROLL for (int s0 = 0; s0 < tile_samples; s0 += 4) {
          Vector sums[4];
          OVERPARAM_UNROLL for (int s = 0; s < 4; s++) sums[s] = first ? Vector{} : load(outputs + (s0 + s) * lanes);
          OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) {
            const Vector weight = load(weights + v * lanes);
            OVERPARAM_UNROLL for (int s = 0; s < 4; s++)
                sums[s] = multiply_add(weight, Activate<rule, Real>::value(tile.c[v][s0 + s]), sums[s]);
          }
          OVERPARAM_UNROLL for (int s = 0; s < 4; s++) store(outputs + (s0 + s) * lanes, sums[s]);
        }
      } else {
        smooth(z, slopes, weights, vectors, first, outputs);
        slopes += tile_samples * width;
      }
      z += tile_samples * width;
      x += tile_samples * features;
      outputs += tile_samples * lanes;
    }
  }

  // kappa [width] = Σ_i r_i σ(z_i), plus what it was unless `first`; then z becomes r σ'(z). What follows is bound by storing, so
  // the first `lead` features are multiplied meanwhile: g [lead,width] = Xᵀ · (r σ'), plus what it was unless `first`.
  template <Rule rule, int lead>
  [[gnu::noinline]] static void between(const BlockView<Real>& block, Real* z, const Real* slopes, bool first, Real* kappa, Real* g) {
    Vector sum[vectors];
    Tile<Real, vectors, lead> tile;
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) sum[v] = first ? Vector{} : load(kappa + v * lanes);
    if (first) {
      tile.clear();
    } else {
      tile.read(g);
    }
    // Copies, because what is stored below might otherwise be what is read here.
    const Real* __restrict x = block.backward_x;
    const Real* __restrict residual = block.residuals;
    const Real* const end = z + block.size * width;
    while (z != end) {
      const Vector r = repeat(*residual++);
      Vector back[vectors];
      OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) {
        Real* at = z + v * lanes;
        const Vector here = load(at);
        if constexpr (rule == Rule::smooth) {
          sum[v] = multiply_add(r, here, sum[v]);
          back[v] = r * load(slopes + v * lanes);
        } else {
          sum[v] = multiply_add(r, Activate<rule, Real>::value(here), sum[v]);
          back[v] = Activate<rule, Real>::times_slope(r, here);
        }
        store(at, back[v]);
      }
      tile.add(back, x);
      x += lead;
      z += width;
      if constexpr (rule == Rule::smooth) slopes += width;
    }
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) store(kappa + v * lanes, sum[v]);
    tile.write(g);
  }

  // g [features,width] = Xᵀ · (r σ'), plus what it was unless `first`; features in panels, those after the leading ones.
  static void backward(const BlockView<Real>& block, const Real* z, bool first, Real* g) {
    const FeaturePanels panels(block.features);
    for (Count p = 0; p < panels.count; p++) {
      const Count k0 = panels.start(p);
      some_features<tile_samples>(static_cast<int>(panels.start(p + 1) - k0), z, block.backward_x + k0 * block.size, block.size, first,
                                  g + k0 * width);
    }
  }

 private:
  // Turns the number of features of a panel into a tile width known at compile time.
  template <int count>
  [[gnu::always_inline]] static void some_features(int wanted, const Real* z, const Real* samples, Count size, bool first, Real* g) {
    if (wanted == count) {
      product<count>(z, samples, size, first, g);
    } else if constexpr (count > 1) {
      some_features<count - 1>(wanted, z, samples, size, first, g);
    }
  }

  template <int count>
  [[gnu::noinline]] static void product(const Real* z, const Real* samples, Count size, bool first, Real* g) {
    Tile<Real, vectors, count> tile;
    if (first) {
      tile.clear();
    } else {
      tile.read(g);
    }
    tile.multiply(z, samples, size);
    tile.write(g);
  }
};

OVERPARAM_END
