// Everything a sampled problem holds, laid out in one block.
#pragma once

#include "carver.hpp"
#include "sampled/blocks.hpp"
#include "team/team.hpp"

OVERPARAM_BEGIN

// What a thread works in.
template <class Real>
struct Space {
  Real* z;           // [block, neurons]: z, then σ(z), then r σ'(z)
  Real* slopes;      // [block, neurons]: σ'(z) of smooth activations
  Real* outputs;     // [block] vectors
  double* f;         // [block]
  Real* residuals;   // [block]
  double* gradient;  // one panel [features, width]
  double* kappa;     // one panel [width]: ∂L/∂c
};

// Padded sizes as doubles, for absurd ones too: a plan of 10^12 samples is an answer, not an overflow.
struct Extent {
  double padded, neurons, block, chunks, spaces;
};

template <class Real>
struct State {
  Shape shape;
  Team* team;
  Count padded, neurons, block, blocks, per_chunk, chunks, spaces;
  bool narrow_copy;  // A is not W itself: another precision, or squared entries

  Real* forward_x;   // packed [padded, features]
  Real* backward_x;  // packed [padded, features]
  double* targets;   // [padded]
  double* fixed;     // fixed output weights, or signs [neurons]

  double* w;         // W and the bias, packed [neurons, features]
  double* a;         // trained output weights [neurons]
  double* norms;     // ‖w‖ [neurons]
  double* penalties; // of each panel
  Real* packed;      // A, packed [neurons, features]
  Real* weights;     // c [neurons]

  Real* chunk_g;      // (1/c) n ∂L/∂A of each chunk, packed [chunks][neurons, features]
  Real* chunk_kappa;  // n ∂L/∂c of each chunk [chunks][neurons]
  double* chunk_loss; // [chunks]
  Space<Real>* space; // [spaces]

  Count features() const { return shape.features(); }
  Count panels() const { return (neurons + panel_of<Real> - 1) / panel_of<Real>; }
  Count panel_width(Count first) const { return neurons - first < panel_of<Real> ? neurons - first : panel_of<Real>; }
  double share() const { return 1 / static_cast<double>(shape.samples); }
  bool wants_norms() const { return shape.parameterization == Parameterization::conic || shape.paths > 0; }

  static Extent extent(double m, double d, double n, double threads) {
    constexpr double most = 0x1p31 - 1024;
    if (m > most || d > most || n > most || m * d > 0x1p62 || m * n > 0x1p62) {
      return {n + 64, m + 64, larger(1088, smaller(n, 65536)) + 64, most_chunks, smaller(threads, most_chunks)};
    }
    const Blocks<Real> cut(static_cast<Count>(n), static_cast<Count>(d), static_cast<Count>(m));
    const double chunks = static_cast<double>(cut.chunks);
    return {static_cast<double>(cut.padded), static_cast<double>(cut.neurons), static_cast<double>(cut.block), chunks,
            smaller(threads, chunks)};
  }

  // The sizes of `shape` come apart as doubles: m, features and n.
  static void layout(Carver& carver, State& p, bool smooth, bool copy, double m, double d, double n, double threads) {
    const Extent size = extent(m, d, n, threads);
    State* self;
    carver.take(self, 1);
    carver.take(p.forward_x, size.padded, d);
    carver.take(p.backward_x, size.padded, d);
    carver.take(p.targets, size.padded);
    carver.take(p.fixed, size.neurons);
    carver.take(p.w, size.neurons, d);
    carver.take(p.a, size.neurons);
    carver.take(p.norms, size.neurons);
    carver.take(p.penalties, size.neurons / panel_of<Real> + 1);
    carver.take(p.packed, copy ? size.neurons : 0, d);
    carver.take(p.weights, size.neurons);
    carver.take(p.chunk_g, size.chunks * size.neurons, d);
    carver.take(p.chunk_kappa, size.chunks, size.neurons);
    carver.take(p.chunk_loss, size.chunks);
    carver.take(p.space, size.spaces);
    for (double i = 0; i < size.spaces; i++) {
      Space<Real> here;
      carver.take(here.z, size.block, size.neurons);
      carver.take(here.slopes, smooth ? size.block : 0, size.neurons);
      carver.take(here.outputs, size.block, lanes_of<Real>);
      carver.take(here.f, size.block);
      carver.take(here.residuals, size.block);
      carver.take(here.gradient, panel_of<Real>, d);
      carver.take(here.kappa, panel_of<Real>);
      if (p.space != nullptr) p.space[static_cast<Count>(i)] = here;
    }
  }
};

OVERPARAM_END
