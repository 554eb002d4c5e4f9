// One register tile: C[vectors of rows][columns] += A (rows, packed) · B (columns, packed).
// vectors × columns accumulators stay in registers for the whole depth; both operands stream once, in order.
// Loops over the tile are compile-time constants: if GCC does not unroll them the accumulators spill to memory.
#pragma once

#include "tile/simd.hpp"

OVERPARAM_BEGIN

template <class Real, int vectors, int columns>
struct Tile {
  using Vector = typename Simd<Real>::Vector;
  static constexpr int lanes = lanes_of<Real>;
  static constexpr int width = vectors * lanes;

  Vector c[vectors][columns > 0 ? columns : 1];

  [[gnu::always_inline]] void clear() {
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) OVERPARAM_UNROLL for (int s = 0; s < columns; s++) c[v][s] = Vector{};
  }
  [[gnu::always_inline]] void read(const Real* from) {
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) OVERPARAM_UNROLL for (int s = 0; s < columns; s++) c[v][s] =
        load(from + s * width + v * lanes);
  }
  [[gnu::always_inline]] void write(Real* to) const {
    OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) OVERPARAM_UNROLL for (int s = 0; s < columns; s++)
        store(to + s * width + v * lanes, c[v][s]);
  }

  // One step of a product: rows [vectors], columns at b.
  [[gnu::always_inline]] void add(const Vector (&rows)[vectors], const Real* __restrict b) {
    OVERPARAM_UNROLL for (int s = 0; s < columns; s++) {
      const Vector column = repeat(b[s]);
      OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) c[v][s] = multiply_add(rows[v], column, c[v][s]);
    }
  }

  // a [depth, width], b [depth, columns]. Runs to an address, not over a count: on WebAssembly the counter is one of 29 instructions a
  // step, where six a cycle are decoded and the products alone take four cycles.
  [[gnu::always_inline]] void multiply(const Real* __restrict a, const Real* __restrict b, Count depth) {
    const Real* end = a + depth * width;
#if defined(__wasm__)
    // V8 widens an address to 64 bits in every step, two more instructions, unless it comes from an addition or a subtraction; the
    // empty assembly keeps these from being taken out.
    const Real* b_end = b + depth * columns;
    asm("" : "+r"(end), "+r"(b_end));
    a = end - depth * width;
    b = b_end - depth * columns;
#endif
    while (a != end) {
      Vector rows[vectors];
      OVERPARAM_UNROLL for (int v = 0; v < vectors; v++) rows[v] = load(a + v * lanes);
      add(rows, b);
      a += width;
      b += columns;
    }
  }
};

OVERPARAM_END
