// What a deep network is: L hidden layers of rectified units and one output, f(x) = a · x_L.
//
//   fully connected  x_l = relu(W_l x_{l−1})                     W_1 [units,inputs], W_l [units,units]
//   convolutional    x_l = relu(W_l ∗ x_{l−1})                   W_l [units,channels,3,3], images with a border of zeros
//   residual         x_l = x_{l−1} + scale · relu(W_l ∗ x_{l−1})
//
// θ is W_1, …, W_L, then a; all row-major.
#pragma once

#include "carver.hpp"
#include "tile/tile.hpp"

OVERPARAM_BEGIN

enum class DeepKind : int { fully_connected = 0, convolutional = 1, residual = 2 };

// Sizes are doubles while a plan is counted and whole numbers afterwards.
template <class Size>
struct DeepSizes {
  Size samples, inputs, height, width, units, layers;
};

struct DeepShape : DeepSizes<Count> {
  DeepKind kind;
  double scale;

  bool is_residual() const { return kind == DeepKind::residual; }
  Count taps() const { return kind == DeepKind::fully_connected ? 1 : 9; }
  Count fan(Count layer) const { return layer == 0 ? inputs : units; }
  Count layer_size(Count layer) const { return units * fan(layer) * taps(); }
  // Where W_layer starts in θ; layer = layers is where a starts.
  Count start(Count layer) const { return layer == 0 ? 0 : units * taps() * (inputs + (layer - 1) * units); }
  Count output_size() const { return kind == DeepKind::fully_connected ? units : units * height * width; }
  Count size() const { return start(layers) + output_size(); }
};

OVERPARAM_END
