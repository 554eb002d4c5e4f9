// What a deep network is: L hidden layers and K outputs, f(x) = B x_L.
//
//   fully connected  x_1 = σ(W_1 x); x_l = σ(W_l x_{l−1})        W_1 [units,inputs], W_l [units,units]
//   circular         the same at P positions on a ring: W_1 reads one position, W_l the Q around it; B [outputs,P,units]
//   with a skip τ    x_l = σ(x_{l−1} + τ W_l x_{l−1}) between the first layer and the last
//   convolutional    x_l = σ(W_l ∗ x_{l−1})                       W_l [units,channels,3,3], images with a border of zeros
//   residual         x_l = x_{l−1} + scale · σ(W_l ∗ x_{l−1})
//
// θ is W_1, …, W_L, then B; all row-major. A fully connected network is a circular one of a single position.
#pragma once

#include "carver.hpp"
#include "deep/output_loss.hpp"
#include "sampled/shape.hpp"
#include "tile/tile.hpp"

OVERPARAM_BEGIN

// Outputs of a network of images; rows have no such limit.
inline constexpr Count most_outputs = 1024;

enum class DeepKind : int { rows = 0, convolutional = 1, residual = 2 };

// Sizes are doubles while a plan is counted and whole numbers afterwards. `taps` Q counts neighbours of rows; images have nine.
template <class Size>
struct DeepSizes {
  Size samples, inputs, height, width, units, layers, outputs, positions, taps;
};

struct DeepShape : DeepSizes<Count> {
  DeepKind kind;
  double scale;  // of a residual network's branch, or τ of a skip
  bool skip;
  Nonlinearity activation;
  OutputLoss loss;
  bool total;  // the loss is a sum over samples and not their mean

  bool is_residual() const { return kind == DeepKind::residual; }
  bool is_smooth() const { return rule_of(activation) == Rule::smooth; }
  bool skips(Count layer) const { return skip && layer > 0 && layer + 1 < layers; }
  Count taps_of(Count layer) const { return kind != DeepKind::rows ? 9 : layer == 0 ? 1 : taps; }
  Count fan(Count layer) const { return layer == 0 ? inputs : units; }
  Count layer_size(Count layer) const { return units * fan(layer) * taps_of(layer); }
  // Where W_layer starts in θ; layer = layers is where B starts.
  Count start(Count layer) const { return layer == 0 ? 0 : layer_size(0) + (layer - 1) * units * units * taps_of(1); }
  // Entries of one row of B.
  Count features() const { return units * height * width * positions; }
  Count output_size() const { return outputs * features(); }
  Count block_size(Count layer) const { return layer == layers ? output_size() : layer_size(layer); }
  Count size() const { return start(layers) + output_size(); }
  double divisor() const { return total ? 1 : static_cast<double>(samples); }
};

OVERPARAM_END
