// The sampled loss of a two-layer network in which everything is trained, with its Hessian in one pass over the samples:
//
//   f(x) = Σ_j a_j σ(w_j·x + b_j) + c,   L = 1/(2n) Σ_i r_i²,   r_i = f(x_i) − y_i,   θ = W [m,d], b [m], a [m], c
//   ∇²L = 1/n ( JᵀJ + Σ_i r_i ∇²f(x_i) ),   J_i = ∇f(x_i)
//
// With x̃ = (x, 1): J has a_j σ'_j x̃_l, σ_j and 1; ∇²f couples no two neurons and has a_j σ''_j x̃_l x̃_l' and σ'_j x̃_l.
// JᵀJ is a packed product of a block of samples with itself, of which only the upper half is computed.
//
// Inside, parameters lie feature by feature (w_·1, …, w_·d, b, a, each [m], then c), so that loops over neurons are contiguous.
#pragma once

#include "carver.hpp"
#include "curvature/with_bend.hpp"
#include "product/product.hpp"

OVERPARAM_BEGIN

struct Curvature {
  Smooth activation;
  Count students, inputs, samples;
  Count padded;  // m in whole vectors

  double *x, *y;      // [n, d], [n]
  double* weights;    // w by feature, b and a, padded with zeros [d + 2, padded]
  double *value, *slope, *bend;  // σ, σ', σ'' of one strip of samples [strip, m], one vector longer
  double* row;        // x̃ of one sample [d + 1]
  double* jacobian;   // J of one block [block, p]
  double* curved;     // Σ_i a_j r σ'' x̃_l x̃_l', l ≤ l' [(d+1)(d+2)/2, padded]
  double* mixed;      // Σ_i r σ' x̃_l [d + 1, padded]
  double* straight;   // Σ_i r σ [padded]
  double* inside;     // upper half of the Hessian, in the inner order [p, p]
  ProductScratch scratch;

  // Samples in a block: their J stays in the second-level cache, and sums over a block are added to sums over blocks.
  static constexpr Count block = 256;
  // Samples whose neurons go through σ as one long array, so that few neurons still fill whole vectors.
  static constexpr Count strip = 16;

  static void layout(Carver& carver, Curvature& p, double m, double d, double n) {
    const double size = m * (d + 2) + 1, padded = m + lanes, features = d + 1;
    Curvature* self;
    carver.take(self, 1);
    carver.take(p.x, n, d);
    carver.take(p.y, n);
    carver.take(p.weights, features + 1, padded);
    carver.take(p.value, strip * m + 2 * lanes);
    carver.take(p.slope, strip * m + 2 * lanes);
    carver.take(p.bend, strip * m + 2 * lanes);
    carver.take(p.row, features);
    carver.take(p.jacobian, block, size);
    carver.take(p.curved, features * (features + 1) / 2, padded);
    carver.take(p.mixed, features, padded);
    carver.take(p.straight, padded);
    carver.take(p.inside, size, size);
    ProductScratch::layout(carver, p.scratch, size, block, size);
  }

  Count features() const { return inputs + 1; }
  Count size() const { return students * (inputs + 2) + 1; }

  void open(Smooth sigma, Count m, Count d, Count n, const double* from_x, const double* from_y) {
    activation = sigma;
    students = m;
    inputs = d;
    samples = n;
    padded = (m + lanes - 1) / lanes * lanes;
    for (Count i = 0; i < n * d; i++) x[i] = from_x[i];
    for (Count i = 0; i < n; i++) y[i] = from_y[i];
  }

  // Where inner parameter (feature l, neuron j) stands in θ; l = d is the bias, l = d + 1 the output weight.
  Count place(Count l, Count j) const { return l < inputs ? j * inputs + l : l * students + j; }

  void load_weights(const double* theta) {
    for (Count l = 0; l < inputs + 2; l++)
      for (Count j = 0; j < padded; j++) weights[l * padded + j] = j < students ? theta[place(l, j)] : 0;
  }
};

OVERPARAM_END
