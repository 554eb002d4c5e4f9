// How samples are cut: blocks, whose pre-activations Z stay in the second-level cache, gathered into at most 8 chunks.
//
// A block has 512 KB of Z, but at least min(d, 1024) samples, so that moving the gradient in and out of registers is paid back,
// and where a step is long enough to share (some 10 µs) few enough, but no less than 256, for 4 to 8 chunks. Each chunk has a gradient of its
// own; the update adds them in order. A number so depends on the sizes alone, never on how many threads share the chunks.
#pragma once

#include "sampled/packing.hpp"

OVERPARAM_BEGIN

inline constexpr Count most_chunks = 8;

// Multiply-adds of a step below which it is one chunk.
inline constexpr double shared_work = 200e3;

template <class Real>
struct Blocks {
  Count padded;     // samples
  Count neurons;    // padded to whole vectors
  Count block;      // samples in a block
  Count count;      // blocks
  Count per_chunk;  // blocks in a chunk
  Count chunks;

  Blocks(Count n, Count d, Count m) {
    constexpr Count unit = sample_unit<Real>;
    padded = round_up(n, unit);
    neurons = round_up(m, lanes_of<Real>);
    const bool shared = static_cast<double>(n) * static_cast<double>(d) * static_cast<double>(m) > shared_work;
    const Count whole = (Count{512} << 10) / static_cast<Count>(sizeof(double)) / neurons;
    Count size = whole;
    const Count share = (n + most_chunks - 1) / most_chunks;
    if (shared && size > share) size = share;
    if (shared && size < 256 && whole >= 256) size = 256;
    const Count least = d < 1024 ? d : 1024;
    if (size < least) size = least;
    if (size < 64) size = 64;
    size = round_up(size, unit);
    if (size > padded) size = padded;
    count = (padded + size - 1) / size;
    block = round_up((padded + count - 1) / count, unit);
    count = (padded + block - 1) / block;
    const Count parts = shared ? most_chunks : 1;
    per_chunk = (count + parts - 1) / parts;
    chunks = (count + per_chunk - 1) / per_chunk;
  }
};

OVERPARAM_END
