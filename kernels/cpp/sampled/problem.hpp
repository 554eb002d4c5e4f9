// The sampled loss L = 1/(2n) Σ_i (f(x_i) − y_i)² and its gradient, block by block: forward tiles with f summed in their
// epilogue, residuals, one pass between, backward tiles. The pre-activations exist for one block of samples at a time.
#pragma once

#include "carver.hpp"
#include "sampled/blocks.hpp"
#include "sampled/panel.hpp"

OVERPARAM_BEGIN

struct Sampled {
  Network network;
  Count samples;
  Count block, blocks, per_chunk;

  double* forward_x;   // packed [padded n, d]
  double* backward_x;  // packed [padded n, d]
  double* targets;     // [padded n]

  double* neurons;   // A [m,d]
  double* norms;     // ‖A‖ [m]
  double* packed;    // A, packed [padded m, d]
  double* weights;   // c [padded m]
  double* z;         // [block, padded m]
  double* outputs;   // [block] vectors
  double* residuals; // [block]
  double* chunk_g;     // packed [padded m, d]: sums of one chunk
  double* chunk_kappa; // [padded m]
  double* total_g;
  double* total_kappa;
  double* g;         // [m,d]
  double* kappa;     // [m]
  double* gradient;  // of a descent step [size]

  // Upper bounds of the padded sizes that hold on every target; sizes are doubles for the sake of absurd ones.
  static void layout(Carver& carver, Sampled& p, double m, double d, double n, double block) {
    const double neurons = m + lanes, samples = n + tile_samples;
    Sampled* self;
    carver.take(self, 1);
    carver.take(p.forward_x, samples, d);
    carver.take(p.backward_x, samples, d);
    carver.take(p.targets, samples);
    carver.take(p.neurons, m, d);
    carver.take(p.norms, m);
    carver.take(p.packed, neurons, d);
    carver.take(p.weights, neurons);
    carver.take(p.z, block, neurons);
    carver.take(p.outputs, block, lanes);
    carver.take(p.residuals, block);
    carver.take(p.chunk_g, neurons, d);
    carver.take(p.chunk_kappa, neurons);
    carver.take(p.total_g, neurons, d);
    carver.take(p.total_kappa, neurons);
    carver.take(p.g, m, d);
    carver.take(p.kappa, m);
    carver.take(p.gradient, m, d + 1);
  }

  Count size() const { return network.size(); }
  Count padded() const { return padded_neurons(network.students); }

  void open(const Network& of, Count n, const double* x, const double* y) {
    network = of;
    samples = n;
    const Blocks cut(n, of.inputs, of.students);
    block = cut.block;
    blocks = cut.count;
    per_chunk = cut.per_chunk;
    load_samples(x, y);
  }

  void load_samples(const double* x, const double* y) {
    pack_samples_forward(x, samples, network.inputs, forward_x);
    pack_samples_backward(x, samples, network.inputs, block, backward_x);
    for (Count i = 0; i < padded_samples(samples); i++) targets[i] = i < samples ? y[i] : 0;
  }

  void refresh(const double* theta) {
    effective_neurons(network, theta, neurons, weights, norms);
    for (Count i = network.students; i < padded(); i++) weights[i] = 0;
    pack_neurons(neurons, network.students, network.inputs, packed);
  }

  // Calls `act` with each panel's number of vectors as a compile-time constant, its first neuron and its width.
  template <class Act>
  [[gnu::always_inline]] void each_panel(Act act) {
    const Count end = padded();
    for (Count j = 0; j < end; j += panel_width) {
      const Count vectors = (end - j < panel_width ? end - j : panel_width) / lanes;
      if (vectors == 1) act.template run<1>(j);
      if (vectors == 2) act.template run<2>(j);
      if constexpr (tile_vectors > 2) {
        if (vectors == 3) act.template run<3>(j);
      }
    }
  }

  template <Activation activation>
  struct Forward {
    Sampled& p;
    Count first, size;
    template <int vectors>
    void run(Count j) {
      Panel<activation, vectors>::forward(p.packed + j * p.network.inputs, p.forward_x + first * p.network.inputs, size, p.network.inputs,
                                          p.weights + j, p.z + j * size, p.outputs);
    }
  };

  template <Activation activation>
  struct Backward {
    Sampled& p;
    Count first, size;
    template <int vectors>
    void run(Count j) {
      double* z = p.z + j * size;
      Panel<activation, vectors>::between(z, p.residuals, size, p.chunk_kappa + j);
      Panel<activation, vectors>::backward(z, p.backward_x + first * p.network.inputs, size, p.network.inputs,
                                           p.chunk_g + j * p.network.inputs);
    }
  };

  Count block_size(Count b) const {
    const Count rest = padded_samples(samples) - b * block;
    return rest < block ? rest : block;
  }

  // f on block b into `residuals`.
  template <Activation activation>
  void forward_block(Count b) {
    const Count size = block_size(b);
    for (Count i = 0; i < size * lanes; i++) outputs[i] = 0;
    each_panel(Forward<activation>{*this, b * block, size});
    for (Count i = 0; i < size; i++) {
      double f = 0;
      for (int lane = 0; lane < lanes; lane++) f += outputs[i * lanes + lane];
      residuals[i] = f;
    }
  }

  // Residuals of block b in place of f; returns the sum of their squares.
  double subtract_targets(Count b) {
    const Count first = b * block, size = block_size(b);
    double squares = 0;
    for (Count i = 0; i < size; i++) {
      residuals[i] = first + i < samples ? residuals[i] - targets[first + i] : 0;
      squares += residuals[i] * residuals[i];
    }
    return squares;
  }

  template <Activation activation>
  double pass(bool with_gradient) {
    const Count entries = padded() * network.inputs;
    double total = 0;
    if (with_gradient) {
      for (Count i = 0; i < entries; i++) total_g[i] = 0;
      for (Count i = 0; i < padded(); i++) total_kappa[i] = 0;
    }
    for (Count chunk = 0; chunk < blocks; chunk += per_chunk) {
      const Count end = chunk + per_chunk < blocks ? chunk + per_chunk : blocks;
      double squares = 0;
      if (with_gradient) {
        for (Count i = 0; i < entries; i++) chunk_g[i] = 0;
        for (Count i = 0; i < padded(); i++) chunk_kappa[i] = 0;
      }
      for (Count b = chunk; b < end; b++) {
        forward_block<activation>(b);
        squares += subtract_targets(b);
        if (with_gradient) each_panel(Backward<activation>{*this, b * block, block_size(b)});
      }
      total += squares;
      if (with_gradient) {
        for (Count i = 0; i < entries; i++) total_g[i] += chunk_g[i];
        for (Count i = 0; i < padded(); i++) total_kappa[i] += chunk_kappa[i];
      }
    }
    return 0.5 * total / static_cast<double>(samples);
  }

  double pass_of(bool with_gradient) {
    return network.activation == Activation::relu ? pass<Activation::relu>(with_gradient) : pass<Activation::abs>(with_gradient);
  }

  double value(const double* theta) {
    refresh(theta);
    return pass_of(false);
  }

  double value_and_gradient(const double* theta, double* out) {
    refresh(theta);
    const double value = pass_of(true);
    const double share = 1 / static_cast<double>(samples);
    unpack_neurons(total_g, network.students, network.inputs, share, g);
    for (Count i = 0; i < network.students; i++) kappa[i] = share * total_kappa[i];
    chain_rule(network, theta, norms, g, kappa, out);
    return value;
  }

  template <Activation activation>
  void outputs_of(double* out) {
    for (Count b = 0; b < blocks; b++) {
      forward_block<activation>(b);
      for (Count i = 0; i < block_size(b) && b * block + i < samples; i++) out[b * block + i] = residuals[i];
    }
  }

  void forward(const double* theta, double* out) {
    refresh(theta);
    if (network.activation == Activation::relu) {
      outputs_of<Activation::relu>(out);
    } else {
      outputs_of<Activation::abs>(out);
    }
  }
};

OVERPARAM_END
