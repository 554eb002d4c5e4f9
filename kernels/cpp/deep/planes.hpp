// Images as planes with a border of zeros, so that a convolution reads shifted runs of memory and never asks where an edge is.
//
// A plane is height lines of width + 1 numbers: the one zero at a line's end is the right border of that line and the left border
// of the next. A line of zeros lies before and after. Positions run from 0 to `run`, whole tiles; what lies between lines and
// after the last is kept at zero by the forward pass (`inside`).
#pragma once

#include "deep/shape.hpp"

OVERPARAM_BEGIN

template <class Size>
inline Size whole_units(Size count, Count unit) {
  return static_cast<Size>((static_cast<int64_t>(count) + unit - 1) / unit * unit);
}

struct Planes {
  Count height, width, pitch, lead, run, stride;

  Planes(Count h, Count w)
      : height(h), width(w), pitch(w + 1), lead(whole_units(w + 2, lanes)), run(whole_units(h * (w + 1), panel_width)),
        stride(lead + run + lead) {}

  // An image of c planes → from [c,height,width], or from it.
  void pack(const double* from, Count channels, double* to) const {
    for (Count c = 0; c < channels; c++)
      for (Count y = 0; y < height; y++)
        for (Count x = 0; x < width; x++) to[c * stride + lead + y * pitch + x] = from[(c * height + y) * width + x];
  }
  void unpack(const double* from, Count channels, double* to) const {
    for (Count c = 0; c < channels; c++)
      for (Count y = 0; y < height; y++)
        for (Count x = 0; x < width; x++) to[(c * height + y) * width + x] = from[c * stride + lead + y * pitch + x];
  }
  // All bits set where a position is a pixel. inside [run]
  void mark(int64_t* inside) const {
    for (Count p = 0; p < run; p++) inside[p] = p % pitch < width && p / pitch < height ? -1 : 0;
  }
  // Where the nine neighbours of a position are, in the order of a kernel's entries.
  void neighbours(Count* offsets) const {
    for (int t = 0; t < 9; t++) offsets[t] = (t / 3 - 1) * pitch + t % 3 - 1;
  }
};

// Kernels W [out,in,3,3] in the order in which the tile reads: [groups of tile_samples outputs][in][9][tile_samples].
inline void pack_kernels(const double* w, Count out, Count in, double* to) {
  for (Count first = 0; first < out; first += tile_samples)
    for (Count k = 0; k < in * 9; k++)
      for (Count s = 0; s < tile_samples; s++) *to++ = first + s < out ? w[(first + s) * in * 9 + k] : 0;
}

// The same kernels for the way back: outputs and inputs exchanged, taps turned by half a turn. [groups of inputs][out][9][tile_samples]
inline void pack_kernels_back(const double* w, Count out, Count in, double* to) {
  for (Count first = 0; first < in; first += tile_samples)
    for (Count o = 0; o < out; o++)
      for (Count t = 0; t < 9; t++)
        for (Count s = 0; s < tile_samples; s++) *to++ = first + s < in ? w[(o * in + first + s) * 9 + 8 - t] : 0;
}

OVERPARAM_END
