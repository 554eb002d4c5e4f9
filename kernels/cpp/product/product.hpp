// C [rows,columns] ← or += factor · A [rows,inner] · B [inner,columns], near the machine's peak.
//
// Both operands are packed once per block into the order in which a tile reads. A group of rows of A (16 KB) stays in the
// nearest cache while the tile runs along the packed columns of B (half a megabyte), which stay in the second; so each number
// that reaches a register from farther away is used hundreds of times. Blocks depend on sizes alone, hence so do the bits.
// Source of the scheme: Goto, van de Geijn 2008; Van Zee, van de Geijn 2015.
#pragma once

#include "carver.hpp"
#include "product/finish.hpp"
#include "product/matrix.hpp"
#include "product/packing.hpp"
#include "tile/tile.hpp"

OVERPARAM_BEGIN

// Which tiles of C are computed. A tile that the diagonal crosses is computed whole.
enum class Part : int { all, lower, upper };

inline constexpr Count product_depth = 256;
inline constexpr Count product_rows = 768;     // multiple of every tile's samples
inline constexpr Count product_columns = 240;  // multiple of every tile's width

// Room for the packed blocks of any product of at most the sizes given: 2 MiB at most.
struct ProductScratch {
  double* rows;
  double* columns;

  static void layout(Carver& carver, ProductScratch& scratch, double rows, double inner, double columns) {
    const double depth = smaller(inner, product_depth);
    carver.take(scratch.rows, smaller(rows + tile_samples - 1, product_rows), depth);
    carver.take(scratch.columns, smaller(columns + panel_width - 1, product_columns), depth);
  }
};

// One tile into C; `rows` and `columns` say how much of it exists.
template <class Epilogue>
inline void put_tile(const Tile<double, tile_vectors, tile_samples>& tile, double* to, Count stride, Count i, Count j, Count rows,
                     Count columns, bool add, bool last, const Epilogue& finish) {
  if (rows == tile_samples && columns == panel_width) {
    OVERPARAM_UNROLL for (int s = 0; s < tile_samples; s++) OVERPARAM_UNROLL for (int v = 0; v < tile_vectors; v++) {
      double* entry = to + s * stride + v * lanes;
      store_loose(entry, add ? load_loose(entry) + tile.c[v][s] : tile.c[v][s]);
    }
  } else {
    alignas(64) double whole[tile_samples * panel_width];
    tile.write(whole);
    for (Count s = 0; s < rows; s++)
      for (Count l = 0; l < columns; l++) {
        double* entry = to + s * stride + l;
        *entry = add ? *entry + whole[s * panel_width + l] : whole[s * panel_width + l];
      }
  }
  if (last)
    for (Count s = 0; s < rows; s++) finish(to + s * stride, i + s, j, columns);
}

// All tiles of one packed block of rows against one packed block of columns; i0, j0 is where they meet in C.
template <class Epilogue>
[[gnu::noinline]] void multiply_block(const double* packed_rows, const double* packed_columns, Count rows, Count columns, Count depth, Count i0,
                           Count j0, double* c, Count stride, Part part, bool add, bool last, const Epilogue& finish) {
  for (Count i = 0; i < rows; i += tile_samples)
    for (Count j = 0; j < columns; j += panel_width) {
      const Count high = rows - i < tile_samples ? rows - i : tile_samples, wide = columns - j < panel_width ? columns - j : panel_width;
      if (part == Part::lower && j0 + j > i0 + i + high - 1) continue;
      if (part == Part::upper && j0 + j + wide - 1 < i0 + i) continue;
      Tile<double, tile_vectors, tile_samples> tile;
      tile.clear();
      tile.multiply(packed_columns + j * depth, packed_rows + i * depth, depth);
      put_tile(tile, c + (i0 + i) * stride + j0 + j, stride, i0 + i, j0 + j, high, wide, add, last, finish);
    }
}

// C [rows, stride ≥ columns] must not share memory with A or B. With `add` the product is added to what C holds.
template <class Epilogue = Bare>
[[gnu::noinline]] void product(Matrix a, Matrix b, double* c, Count stride, Count rows, Count inner, Count columns, const ProductScratch& scratch,
                    bool add = false, double factor = 1, Part part = Part::all, const Epilogue& finish = {}) {
  // Blocks of about equal depth. An empty sum is 0: one block of no depth writes it.
  const Count least = inner == 0 ? 1 : (inner + product_depth - 1) / product_depth;
  const Count depth = (inner + least - 1) / least;
  const Count blocks = inner == 0 ? 1 : (inner + depth - 1) / depth;
  for (Count block = 0; block < blocks; block++) {
    const Count k0 = block * depth, ks = inner - k0 < depth ? inner - k0 : depth;
    for (Count i0 = 0; i0 < rows; i0 += product_rows) {
      const Count is = rows - i0 < product_rows ? rows - i0 : product_rows;
      const Matrix left = a.from(i0, k0);
      pack<tile_samples>(left.at, left.row, left.column, is, ks, factor, scratch.rows);
      for (Count j0 = 0; j0 < columns; j0 += product_columns) {
        const Count js = columns - j0 < product_columns ? columns - j0 : product_columns;
        if (part == Part::lower && j0 > i0 + is - 1) continue;
        if (part == Part::upper && j0 + js - 1 < i0) continue;
        const Matrix right = b.from(k0, j0);
        pack<static_cast<int>(panel_width)>(right.at, right.column, right.row, js, ks, 1, scratch.columns);
        multiply_block(scratch.rows, scratch.columns, is, js, ks, i0, j0, c, stride, part, add || block > 0, block + 1 == blocks, finish);
      }
    }
  }
}

OVERPARAM_END
