// The packed layouts: what a tile reads lies in the order in which it reads it.
//
//   neurons    panels of `panel_of<Real>` neurons, feature-major: [panel][features][width]; the last is narrower (whole vectors)
//   forward X  groups of `tile_samples` samples, feature-major: [group][features][tile_samples]
//   backward X per block of samples, panels of at most `tile_samples` features, sample-major: [block][panel][block samples][width]
//
// Padding is zero; a padded sample also gets residual 0 and a padded neuron weight 0, so neither changes any sum.
#pragma once

#include "sampled/shape.hpp"
#include "tile/simd.hpp"

OVERPARAM_BEGIN

inline Count round_up(Count count, Count unit) { return (count + unit - 1) / unit * unit; }

// Blocks of samples are whole tiles and whole vectors.
template <class Real>
inline constexpr Count sample_unit = tile_samples > lanes_of<Real> ? tile_samples : lanes_of<Real>;

// Features of the panel that is multiplied while Z becomes r σ'(z): few, because that needs registers too.
inline constexpr Count leading_features = tile_samples / 2;

// The features are split evenly into the fewest panels of at most tile_samples, after a small one where there are enough of them.
struct FeaturePanels {
  Count features, lead, count;
  explicit FeaturePanels(Count d)
      : features(d), lead(d > tile_samples ? leading_features : 0), count((d - lead + tile_samples - 1) / tile_samples) {}
  Count start(Count panel) const { return lead + panel * (features - lead) / count; }
};

// Feature k of sample i; the last is 1 where there is a bias.
inline double feature(const Shape& shape, const double* x, Count i, Count k) {
  if (i >= shape.samples) return 0;
  return k < shape.inputs ? x[i * shape.inputs + k] : 1;
}

template <class Real>
inline void pack_samples_forward(const Shape& shape, const double* x, Count padded, Real* packed) {
  const Count d = shape.features();
  for (Count i = 0; i < padded; i++)
    for (Count k = 0; k < d; k++)
      packed[(i / tile_samples) * tile_samples * d + k * tile_samples + i % tile_samples] = static_cast<Real>(feature(shape, x, i, k));
}

template <class Real>
inline void pack_samples_backward(const Shape& shape, const double* x, Count padded, Count block, Real* packed) {
  const Count d = shape.features();
  const FeaturePanels panels(d);
  for (Count i0 = 0; i0 < padded; i0 += block) {
    const Count size = padded - i0 < block ? padded - i0 : block;
    for (Count p = panels.lead > 0 ? -1 : 0; p < panels.count; p++) {
      const Count k0 = p < 0 ? 0 : panels.start(p), width = panels.start(p + 1) - k0;
      Real* to = packed + i0 * d + k0 * size;
      for (Count i = 0; i < size; i++)
        for (Count c = 0; c < width; c++) to[i * width + c] = static_cast<Real>(feature(shape, x, i0 + i, k0 + c));
    }
  }
}

OVERPARAM_END
