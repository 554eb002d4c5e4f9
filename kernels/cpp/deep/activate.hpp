// What is done to an entry W_l x_{l−1} of a layer while its tile is in cache, and on the way back.
#pragma once

#include "deep/shape.hpp"
#include "sampled/smooth.hpp"

OVERPARAM_BEGIN

// entries ← σ(entries), slopes ← σ'; `count` of them, each with the bits of its own lane.
template <Nonlinearity sigma>
inline void smooth_entries(double* entries, double* slopes, Count count) {
  for (Count l = 0; l < count; l += lanes) {
    if (count - l >= lanes) {
      const ValueAndSlope both = smooth<sigma>(load_loose(entries + l));
      store_loose(entries + l, both.value);
      store_loose(slopes + l, both.slope);
    } else {
      Vector tail{};
      for (Count k = l; k < count; k++) tail[k - l] = entries[k];
      const ValueAndSlope both = smooth<sigma>(tail);
      for (Count k = l; k < count; k++) entries[k] = both.value[k - l];
      for (Count k = l; k < count; k++) slopes[k] = both.slope[k - l];
    }
  }
}

inline void smooth_entries(Nonlinearity sigma, double* entries, double* slopes, Count count) {
  switch (sigma) {
    case Nonlinearity::tanh: return smooth_entries<Nonlinearity::tanh>(entries, slopes, count);
    case Nonlinearity::sigmoid: return smooth_entries<Nonlinearity::sigmoid>(entries, slopes, count);
    case Nonlinearity::softplus: return smooth_entries<Nonlinearity::softplus>(entries, slopes, count);
    case Nonlinearity::erf: return smooth_entries<Nonlinearity::erf>(entries, slopes, count);
    default: return smooth_entries<Nonlinearity::gelu>(entries, slopes, count);
  }
}

// entry ← σ(entry + before), as an epilogue of a product; relu leaves what is not a number so.
struct Activated {
  Nonlinearity sigma;
  const double* before;  // x_{l−1} where a skip adds it, else null
  double* slopes;        // σ', where σ is smooth
  Count stride;
  void operator()(double* __restrict entries, Count i, Count j, Count count) const {
    const Count at = i * stride + j;
    if (before != nullptr)
      for (Count l = 0; l < count; l++) entries[l] += before[at + l];
    if (sigma == Nonlinearity::relu)
      for (Count l = 0; l < count; l++) entries[l] = entries[l] < 0 ? 0 : entries[l];
    else
      smooth_entries(sigma, entries, slopes + at, count);
  }
};

// entry ← (entry + added) σ': where h > 0 for relu, times the slopes for smooth σ.
struct Masked {
  const double* h;
  const double* slopes;
  Count stride;
  const double* added;  // the error that a skip carries, or null
  void operator()(double* __restrict entries, Count i, Count j, Count count) const {
    const Count from = i * stride + j;
    if (added != nullptr)
      for (Count l = 0; l < count; l++) entries[l] += added[from + l];
    if (slopes == nullptr) {
      const double* __restrict at = h + from;
      for (Count l = 0; l < count; l++) entries[l] = at[l] > 0 ? entries[l] : 0;
    } else {
      const double* __restrict at = slopes + from;
      for (Count l = 0; l < count; l++) entries[l] *= at[l];
    }
  }
};

// w ← w − step · entry: the step of gradient descent, while the gradient's tile is in cache.
struct Descended {
  double* w;
  Count stride;
  double step;
  void operator()(double* __restrict entries, Count i, Count j, Count count) const {
    double* __restrict at = w + i * stride + j;
    for (Count l = 0; l < count; l++) at[l] -= step * entries[l];
  }
};

OVERPARAM_END
