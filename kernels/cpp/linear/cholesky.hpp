// L Lᵀ = A, by rows of U = Lᵀ: blocks of pivot rows, then one symmetric product updates what lies below them.
//
// Within a block, a tile's rows are solved at a time: first the tile subtracts all rows above, then the rows that remain are
// solved against each other. What is solved is written into packed panels at once, so both that tile and the product read it in order.
#pragma once

#include "linear/fused.hpp"
#include "network.hpp"
#include "product/product.hpp"

OVERPARAM_BEGIN

struct Cholesky {
  static constexpr Count block = 120;  // a multiple of every tile's width and samples
  double* panels;  // [⌈n / panel_width⌉, block, panel_width]: the pivot rows, packed
  double* rows;    // [⌈n / tile_samples⌉, block, tile_samples]: the same transposed, packed for the product
  double* group;   // [block, tile_samples]

  static void layout(Carver& carver, Cholesky& c, double n) {
    carver.take(c.panels, n + panel_width, block);
    carver.take(c.rows, n + tile_samples, block);
    carver.take(c.group, block, tile_samples);
  }

  // out may be a, of which the upper half is read. Returns n, or the first row whose pivot is not positive; out is then unfinished.
  Count factor(const double* a, Count n, double* out) const {
    if (out != a)
      for (Count i = 0; i < n * n; i++) out[i] = a[i];
    for (Count k0 = 0; k0 < n; k0 += block) {
      const Count ks = n - k0 < block ? n - k0 : block, rest = n - k0 - ks;
      for (Count r = 0; r < ks; r += tile_samples) {
        const Count bad = solve_group(out + k0 * n + k0, n, n - k0, r, ks - r < tile_samples ? ks - r : tile_samples);
        if (bad >= 0) return k0 + r + bad;
      }
      if (rest == 0) break;
      const double* right = out + k0 * n + k0 + block;
      pack<tile_samples>(right, 1, n, rest, block, -1, rows);
      double* trailing = out + (k0 + block) * (n + 1);
      for (Count j0 = 0; j0 < rest; j0 += product_columns)
        multiply_block(rows, panels + (block + j0) * block, rest, rest - j0 < product_columns ? rest - j0 : product_columns, block, 0, j0,
                       trailing, n, Part::upper, true, true, Bare{});
    }
    transpose_to_lower(out, n);
    return n;
  }

 private:
  // Rows r … r + high of a block, over all columns from the diagonal on. `to` is the block's corner. Returns −1, or the bad row.
  Count solve_group(double* to, Count stride, Count width, Count r, Count high) const {
    pack<tile_samples>(to + r, 1, stride, high, r, 1, group);
    double pivots[tile_samples][tile_samples];  // the rows' own triangle, reciprocals on its diagonal
    for (Count j = r / panel_width * panel_width; j < width; j += panel_width) {
      const Count wide = width - j < panel_width ? width - j : panel_width;
      double* panel = panels + j * block;
      Tile<double, tile_vectors, tile_samples> tile;
      tile.clear();
      tile.multiply(panel, group, r);
      alignas(64) double above[tile_samples * panel_width];
      tile.write(above);
      double* solved = panel + r * panel_width;  // [high, panel_width]
      const bool own = j <= r;
      for (Count i = 0; i < high; i++) {
        double* row = solved + i * panel_width;
        const double* from = to + (r + i) * stride + j;
        for (Count l = 0; l < wide; l++) row[l] = from[l] - above[i * panel_width + l];
        for (Count l = wide; l < panel_width; l++) row[l] = 0;
        if (own)
          for (Count l = 0; l < i; l++) pivots[l][i] = solved[l * panel_width + r - j + i];
        for (Count l = 0; l < i; l++) fused_axpy(-pivots[l][i], solved + l * panel_width, row, panel_width);
        if (own) {
          const double pivot = row[r - j + i];
          if (!(pivot > 0) || pivot == infinity) return i;
          pivots[i][i] = 1 / square_root(pivot);
        }
        for (Count l = 0; l < panel_width; l++) row[l] *= pivots[i][i];
        double* write = to + (r + i) * stride + j;
        for (Count l = 0; l < wide; l++) write[l] = row[l];
      }
    }
    return -1;
  }

  // The upper half becomes the lower and then 0, by squares that stay in cache.
  static void transpose_to_lower(double* out, Count n) {
    constexpr Count square = 16;
    for (Count i0 = 0; i0 < n; i0 += square)
      for (Count j0 = i0; j0 < n; j0 += square)
        for (Count i = i0; i < i0 + square && i < n; i++)
          for (Count j = j0 > i ? j0 : i + 1; j < j0 + square && j < n; j++) {
            out[j * n + i] = out[i * n + j];
            out[i * n + j] = 0;
          }
  }
};

// x in place of b [n,columns]: L Lᵀ x = b.
inline void cholesky_solve(const double* factor, Count n, double* b, Count columns) {
  for (Count i = 0; i < n; i++) {
    double* row = b + i * columns;
    for (Count k = 0; k < i; k++) axpy(-factor[i * n + k], b + k * columns, row, columns);
    for (Count j = 0; j < columns; j++) row[j] /= factor[i * n + i];
  }
  for (Count i = n - 1; i >= 0; i--) {
    double* row = b + i * columns;
    for (Count j = 0; j < columns; j++) row[j] /= factor[i * n + i];
    for (Count k = 0; k < i; k++) axpy(-factor[i * n + k], row, b + k * columns, columns);
  }
}

OVERPARAM_END
