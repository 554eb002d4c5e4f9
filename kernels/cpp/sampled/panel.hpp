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
  template <Nonlinearity sigma>
  [[gnu::noinline]] static void forward(const BlockView<Real>& block, const Real* neurons, const Real* weights, bool first, Real* z,
                                        Real* slopes) {
    for (Count i = 0; i < block.size; i += tile_samples) {
      Tile<Real, vectors, tile_samples> tile;
      tile.clear();
      tile.multiply(neurons, block.forward_x + i * block.features, block.features);
      tile.write(z + i * width);
      if constexpr (!is_smooth(sigma)) {
        OVERPARAM_UNROLL for (int s = 0; s < tile_samples; s++) {
          Real* output = block.outputs + (i + s) * lanes;
          Vector sum = first ? Vector{} : load(output);
          OVERPARAM_UNROLL for (int v = 0; v < vectors; v++)
              sum = multiply_add(load(weights + v * lanes), Activate<sigma, Real>::value(tile.c[v][s]), sum);
          store(output, sum);
        }
      } else {
        smooth_outputs<sigma>(z + i * width, slopes + i * width, weights, vectors, first, block.outputs + i * lanes);
      }
    }
  }

  // kappa [width] = Σ_i r_i σ(z_i), plus what it was unless `first`; then z becomes r σ'(z).
  template <Nonlinearity sigma>
  [[gnu::noinline]] static void between(const BlockView<Real>& block, Real* z, const Real* slopes, bool first, Real* kappa) {
    Vector sum[vectors];
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) sum[v] = first ? Vector{} : load(kappa + v * lanes);
    for (Count i = 0; i < block.size; i++) {
      const Vector r = repeat(block.residuals[i]);
      OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) {
        Real* at = z + i * width + v * lanes;
        const Vector here = load(at);
        if constexpr (is_smooth(sigma)) {
          sum[v] = multiply_add(r, here, sum[v]);
          store(at, r * load(slopes + i * width + v * lanes));
        } else {
          sum[v] = multiply_add(r, Activate<sigma, Real>::value(here), sum[v]);
          store(at, Activate<sigma, Real>::times_slope(r, here));
        }
      }
    }
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) store(kappa + v * lanes, sum[v]);
  }

  // g [features,width] = Xᵀ · (r σ'), plus what it was unless `first`; features in panels.
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
