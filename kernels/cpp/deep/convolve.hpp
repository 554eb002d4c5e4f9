// A 3×3 convolution of one image, without gathering its patches: a tile of positions × output channels stays in registers
// while the loop runs over input channels and the nine shifts. The positions are read where they lie; a load across two cache
// lines costs less than a copy, since a tile uses each vector `tile_samples` times.
#pragma once

#include "deep/planes.hpp"
#include "elementary/number.hpp"

OVERPARAM_BEGIN

using ConvolutionTile = Tile<double, static_cast<int>(tile_vectors), static_cast<int>(tile_samples)>;

// An image and the packed kernels that go with it.
struct Convolved {
  const double* image;
  Count channels;
  const double* kernels;
};

// to [tile_samples, panel_width] ← Σ_sources kernels ∗ image at positions p…, output channels first…. A function of its own, so that
// nothing that follows takes registers from the sums.
[[gnu::noinline]] inline void convolve_tile(const Planes& planes, const Convolved* from, int sources, Count first, Count p, double* to) {
  Count offsets[9];
  planes.neighbours(offsets);
  ConvolutionTile tile;
  tile.clear();
  for (int source = 0; source < sources; source++) {
    const double* kernels = from[source].kernels + first * from[source].channels * 9;
    const double* at = from[source].image + planes.lead + p;
    for (Count channel = 0; channel < from[source].channels; channel++, at += planes.stride)
      for (int t = 0; t < 9; t++, kernels += tile_samples) {
        const double* shifted = at + offsets[t];
        Vector rows[tile_vectors];
        OVERPARAM_UNROLL for (int v = 0; v < tile_vectors; v++) rows[v] = load_loose(shifted + v * lanes);
        OVERPARAM_UNROLL for (int s = 0; s < tile_samples; s++) {
          const Vector weight = broadcast(kernels[s]);
          OVERPARAM_UNROLL for (int v = 0; v < tile_vectors; v++) tile.c[v][s] = multiply_add(rows[v], weight, tile.c[v][s]);
        }
      }
  }
  tile.write(to);
}

// finish(sum, to, p) turns a vector of sums into what is stored at `to`, position p.
template <int sources, class Finish>
inline void convolve(const Planes& planes, const Convolved (&from)[sources], Count outputs, double* image, const Finish& finish) {
  for (Count p = 0; p < planes.run; p += panel_width)
    for (Count first = 0; first < outputs; first += tile_samples) {
      alignas(64) double sums[tile_samples * panel_width];
      convolve_tile(planes, from, sources, first, p, sums);
      double* to = image + first * planes.stride + planes.lead + p;
      for (Count s = 0; s < tile_samples; s++)
        for (Count v = 0; v < panel_width; v += lanes) {
          double* at = to + s * planes.stride + v;
          store(at, finish(OVERPARAM_NAMESPACE::load(sums + s * panel_width + v), at, p + v));
        }
    }
}

OVERPARAM_END
