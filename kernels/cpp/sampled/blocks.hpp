// How samples are cut. A block's pre-activations Z stay in the second-level cache: 512 KB, but at least min(d, 1024) samples,
// so that packing the gradient in and out of registers is paid back. Blocks are gathered into at most 8 chunks; sums run in
// order inside a chunk and then over chunks, so a number depends on the sizes alone and never on how many threads share chunks.
#pragma once

#include "sampled/packing.hpp"

OVERPARAM_BEGIN

struct Blocks {
  Count block;      // samples in a block, a multiple of tile_samples
  Count count;      // blocks
  Count per_chunk;  // blocks in a chunk

  Blocks(Count n, Count d, Count m) {
    const Count padded = padded_samples(n);
    Count size = (Count{512} << 10) / static_cast<Count>(sizeof(double)) / padded_neurons(m);
    const Count least = round_up(d < 1024 ? d : 1024, tile_samples);
    if (size < least) size = least;
    if (size < 32) size = 32;
    if (size > padded) size = padded;
    count = (padded + size - 1) / size;
    block = round_up((padded + count - 1) / count, tile_samples);
    count = (padded + block - 1) / block;
    per_chunk = (count + 7) / 8;
  }
};

OVERPARAM_END
