// One register tile: C[vectors of neurons][samples] += A (neurons, packed) · B (samples, packed).
// vectors × samples accumulators stay in registers for the whole k loop; both operands stream once, in order.
// Loops over the tile are compile-time constants: if GCC does not unroll them the accumulators spill to memory.
#pragma once

#include "sampled/activation.hpp"

OVERPARAM_BEGIN

template <int vectors, int samples>
struct Tile {
  static constexpr int width = vectors * lanes;

  Vector c[vectors][samples];

  [[gnu::always_inline]] void clear() {
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) OVERPARAM_UNROLL for (int s = 0; s < samples; s++) c[v][s] = Vector{};
  }
  [[gnu::always_inline]] void read(const double* from) {
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) OVERPARAM_UNROLL for (int s = 0; s < samples; s++) c[v][s] =
        load(from + s * width + v * lanes);
  }
  [[gnu::always_inline]] void write(double* to) const {
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) OVERPARAM_UNROLL for (int s = 0; s < samples; s++)
        store(to + s * width + v * lanes, c[v][s]);
  }

  // a [depth, width], b [depth, samples]
  [[gnu::always_inline]] void multiply(const double* __restrict a, const double* __restrict b, Count depth) {
    for (Count k = 0; k < depth; k++) {
      Vector neurons[vectors];
      OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) neurons[v] = load(a + v * lanes);
      OVERPARAM_UNROLL for (int s = 0; s < samples; s++) {
        const Vector sample = broadcast(b[s]);
        OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) c[v][s] = multiply_add(neurons[v], sample, c[v][s]);
      }
      a += width;
      b += samples;
    }
  }
};

OVERPARAM_END
