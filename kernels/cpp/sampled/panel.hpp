// One panel of neurons against one block of samples: forward, the pass between, backward.
#pragma once

#include "sampled/packing.hpp"
#include "sampled/tile.hpp"

OVERPARAM_BEGIN

template <Activation activation, int vectors>
struct Panel {
  static constexpr int width = vectors * lanes;

  // Z [block,width] = X · A; outputs [block], one vector each, += c · σ(Z) summed over the panel's vectors.
  static void forward(const double* neurons, const double* samples, Count block, Count d, const double* weights, double* z, double* outputs) {
    Vector c[vectors];
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) c[v] = load(weights + v * lanes);
    for (Count i = 0; i < block; i += tile_samples) {
      Tile<vectors, tile_samples> tile;
      tile.clear();
      tile.multiply(neurons, samples + i * d, d);
      tile.write(z + i * width);
      OVERPARAM_UNROLL for (int s = 0; s < tile_samples; s++) {
        double* output = outputs + (i + s) * lanes;
        Vector sum = load(output);
        OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) sum = multiply_add(c[v], activate<activation>(tile.c[v][s]), sum);
        store(output, sum);
      }
    }
  }

  // kappa [width] += Σ_i r_i σ(z_i); then z becomes r σ'(z).
  static void between(double* z, const double* residuals, Count block, double* kappa) {
    Vector sum[vectors];
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) sum[v] = load(kappa + v * lanes);
    for (Count i = 0; i < block; i++) {
      const Vector r = broadcast(residuals[i]);
      OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) {
        double* at = z + i * width + v * lanes;
        const Vector pre = load(at);
        sum[v] = multiply_add(r, activate<activation>(pre), sum[v]);
        store(at, times_slope<activation>(r, pre));
      }
    }
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) store(kappa + v * lanes, sum[v]);
  }

  // g [d,width] += X^T · (r σ'), features in panels.
  static void backward(const double* z, const double* samples, Count block, Count d, double* g) {
    const FeaturePanels panels(d);
    for (Count p = 0; p < panels.count; p++) {
      const Count k0 = panels.start(p);
      features<tile_samples>(static_cast<int>(panels.start(p + 1) - k0), z, samples + k0 * block, block, g + k0 * width);
    }
  }

 private:
  // Turns the number of features of a panel into a tile width known at compile time.
  template <int count>
  [[gnu::always_inline]] static void features(int wanted, const double* z, const double* samples, Count block, double* g) {
    if (wanted == count) {
      product<count>(z, samples, block, g);
    } else if constexpr (count > 1) {
      features<count - 1>(wanted, z, samples, block, g);
    }
  }

  template <int count>
  [[gnu::noinline]] static void product(const double* z, const double* samples, Count block, double* g) {
    Tile<vectors, count> tile;
    tile.read(g);
    tile.multiply(z, samples, block);
    tile.write(g);
  }
};

OVERPARAM_END
