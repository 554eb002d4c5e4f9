// The packed layouts: what a tile reads lies in the order in which it reads it.
//
//   neurons    panels of `panel_width` neurons, feature-major: [panel][d][width]; the last panel is narrower (whole vectors)
//   forward X  groups of `tile_samples` samples, feature-major: [group][d][tile_samples]
//   backward X per block of samples, panels of at most `tile_samples` features, sample-major: [block][panel][block samples][width]
//
// Padding is zero: a padded sample has residual 0 and a padded neuron weight 0, so neither changes any sum.
#pragma once

#include "target.hpp"

OVERPARAM_BEGIN

inline Count round_up(Count count, Count unit) { return (count + unit - 1) / unit * unit; }
inline Count padded_neurons(Count m) { return round_up(m, lanes); }
inline Count padded_samples(Count n) { return round_up(n, tile_samples); }

// The features are split evenly into the fewest panels of at most tile_samples.
struct FeaturePanels {
  Count inputs, count;
  explicit FeaturePanels(Count d) : inputs(d), count((d + tile_samples - 1) / tile_samples) {}
  Count start(Count panel) const { return panel * inputs / count; }
};

// rows [m,d] row-major → packed [padded m, d].
inline void pack_neurons(const double* rows, Count m, Count d, double* packed) {
  const Count padded = padded_neurons(m);
  for (Count j0 = 0; j0 < padded; j0 += panel_width) {
    const Count width = padded - j0 < panel_width ? padded - j0 : panel_width;
    double* panel = packed + j0 * d;
    for (Count j = 0; j < width; j++)
      for (Count k = 0; k < d; k++) panel[k * width + j] = j0 + j < m ? rows[(j0 + j) * d + k] : 0;
  }
}

// packed [padded m, d] → rows [m,d], times `factor`.
inline void unpack_neurons(const double* packed, Count m, Count d, double factor, double* rows) {
  const Count padded = padded_neurons(m);
  for (Count j0 = 0; j0 < padded; j0 += panel_width) {
    const Count width = padded - j0 < panel_width ? padded - j0 : panel_width;
    const double* panel = packed + j0 * d;
    for (Count j = 0; j < width && j0 + j < m; j++)
      for (Count k = 0; k < d; k++) rows[(j0 + j) * d + k] = factor * panel[k * width + j];
  }
}

inline void pack_samples_forward(const double* x, Count n, Count d, double* packed) {
  const Count padded = padded_samples(n);
  for (Count i = 0; i < padded; i++)
    for (Count k = 0; k < d; k++)
      packed[(i / tile_samples) * tile_samples * d + k * tile_samples + i % tile_samples] = i < n ? x[i * d + k] : 0;
}

inline void pack_samples_backward(const double* x, Count n, Count d, Count block, double* packed) {
  const Count padded = padded_samples(n);
  const FeaturePanels panels(d);
  for (Count i0 = 0; i0 < padded; i0 += block) {
    const Count size = padded - i0 < block ? padded - i0 : block;
    for (Count p = 0; p < panels.count; p++) {
      const Count k0 = panels.start(p), width = panels.start(p + 1) - k0;
      double* to = packed + i0 * d + k0 * size;
      for (Count i = 0; i < size; i++)
        for (Count c = 0; c < width; c++) to[i * width + c] = i0 + i < n ? x[(i0 + i) * d + k0 + c] : 0;
    }
  }
}

OVERPARAM_END
