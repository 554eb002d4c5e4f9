// The gradient of 3×3 kernels from one image: D[o][i][t] += Σ_p e_o[p] · x_i[p + shift_t].
//
// Both factors lie along the positions, so a tile holds one partial sum a lane for a few output channels × the three shifts of a
// line, runs along the image once, and folds its lanes at the end.
#pragma once

#include "deep/planes.hpp"
#include "elementary/number.hpp"

OVERPARAM_BEGIN

// Output channels of a tile; three sums each.
inline constexpr int correlated = static_cast<int>(tile_vectors * tile_samples) / 3 >= 8 ? 8 : tile_samples * tile_vectors >= 12 ? 4 : 2;

// Loads once: GCC would read memory again for each of the three multiply-adds, and loads would be what limits them.
[[gnu::always_inline]] inline Vector loaded(const double* from) {
  Vector value = load(from);
#if defined(__x86_64__)
  asm("" : "+v"(value));
#endif
  return value;
}

[[gnu::noinline]] inline void correlate_tile(const double* error, const double* image, Count stride, Count run, double* sums) {
  Vector tile[correlated][3];
  OVERPARAM_UNROLL for (int o = 0; o < correlated; o++) OVERPARAM_UNROLL for (int t = 0; t < 3; t++) tile[o][t] = Vector{};
  for (Count p = 0; p < run; p += lanes) {
    Vector shifted[3];
    OVERPARAM_UNROLL for (int t = 0; t < 3; t++) shifted[t] = load_loose(image + p + t);
    OVERPARAM_UNROLL for (int o = 0; o < correlated; o++) {
      const Vector e = loaded(error + o * stride + p);
      OVERPARAM_UNROLL for (int t = 0; t < 3; t++) tile[o][t] = multiply_add(e, shifted[t], tile[o][t]);
    }
  }
  alignas(64) double parts[correlated * 3 * lanes];
  OVERPARAM_UNROLL for (int o = 0; o < correlated; o++) OVERPARAM_UNROLL for (int t = 0; t < 3; t++)
      store(parts + (o * 3 + t) * lanes, tile[o][t]);
  for (int group = 0; group < correlated * 3; group += lanes) sum_each(parts + group * lanes, sums + group);
}

// error and image are images of planes; to [outputs,inputs,3,3].
inline void correlate(const Planes& planes, const double* error, Count outputs, const double* image, Count inputs, double* to) {
  for (Count first = 0; first < outputs; first += correlated)
    for (Count channel = 0; channel < inputs; channel++)
      for (Count line = 0; line < 3; line++) {
        alignas(64) double sums[correlated * 3];
        correlate_tile(error + first * planes.stride + planes.lead,
                       image + channel * planes.stride + planes.lead + (line - 1) * planes.pitch - 1, planes.stride, planes.run, sums);
        for (Count o = 0; o < correlated && first + o < outputs; o++)
          for (Count t = 0; t < 3; t++) to[(((first + o) * inputs + channel) * 3 + line) * 3 + t] += sums[o * 3 + t];
      }
}

OVERPARAM_END
