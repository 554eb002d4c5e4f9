// The order in which a tile reads: groups of `width` rows (or columns), and within a group all of them for each inner index.
// A last, ragged group is filled up with zeros, so that the tile has no edges.
#pragma once

#include "elementary/number.hpp"
#include "product/transpose.hpp"

OVERPARAM_BEGIN

// to [groups, depth, width] ← factor · from, where `across` leads to the next member of a group and `along` to the next inner index.
template <int width>
[[gnu::noinline]] void pack(const double* from, Count across, Count along, Count count, Count depth, double factor, double* to) {
  for (Count first = 0; first < count; first += width, to += depth * width) {
    const double* group = from + first * across;
    const Count members = count - first < width ? count - first : width;
    if (members < width) {
      for (Count k = 0; k < depth; k++)
        for (Count j = 0; j < width; j++) to[k * width + j] = j < members ? factor * group[j * across + k * along] : 0;
    } else if (across == 1) {
      for (Count k = 0; k < depth; k++) {
        if constexpr (width % lanes == 0) {
          OVERPARAM_UNROLL for (int j = 0; j < width; j += lanes)
            store(to + k * width + j, broadcast(factor) * load_loose(group + k * along + j));
        } else {
          for (int j = 0; j < width; j++) to[k * width + j] = factor * group[k * along + j];
        }
      }
    } else {
      Count k = 0;
      // Read along rows, turned over in registers: twice as fast as number by number, and a transposed operand is packed for every product.
      if constexpr (width % lanes == 0) {
        if (along == 1)
          for (; k + lanes <= depth; k += lanes)
            OVERPARAM_UNROLL for (int first_row = 0; first_row < width; first_row += lanes) {
              Vector block[lanes];
              OVERPARAM_UNROLL for (int i = 0; i < lanes; i++) block[i] = load_loose(group + (first_row + i) * across + k);
              transpose(block);
              OVERPARAM_UNROLL for (int i = 0; i < lanes; i++) store(to + (k + i) * width + first_row, broadcast(factor) * block[i]);
            }
      }
      for (; k < depth; k++)
        for (int j = 0; j < width; j++) to[k * width + j] = factor * group[j * across + k * along];
    }
  }
}

OVERPARAM_END
