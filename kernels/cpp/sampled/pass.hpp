// One pass over the samples: block by block forward, residuals, the pass between, backward. Z exists for one block at a time.
#pragma once

#include "sampled/loss.hpp"
#include "sampled/panel.hpp"
#include "sampled/state.hpp"

OVERPARAM_BEGIN

// Calls act<rule>().
template <class Act>
[[gnu::always_inline]] inline void with_rule(Rule rule, Act act) {
  switch (rule) {
    case Rule::relu: return act.template operator()<Rule::relu>();
    case Rule::abs: return act.template operator()<Rule::abs>();
    case Rule::quadratic: return act.template operator()<Rule::quadratic>();
    case Rule::smooth: return act.template operator()<Rule::smooth>();
  }
}

template <class Real>
struct Pass {
  State<Real>& p;
  Space<Real>& space;

  Count block_size(Count b) const {
    const Count rest = p.padded - b * p.block;
    return rest < p.block ? rest : p.block;
  }

  BlockView<Real> view(Count b) const {
    const Count start = b * p.block * p.features();
    return {block_size(b), p.features(), p.forward_x + start, p.backward_x + start, space.outputs, space.residuals};
  }

  // Calls act.run<vectors>(first neuron) with each panel's number of vectors as a compile-time constant.
  template <class Act>
  [[gnu::always_inline]] void each_panel(Act act) const {
    for (Count first = 0; first < p.neurons; first += panel_of<Real>) {
      const Count vectors = p.panel_width(first) / lanes_of<Real>;
      if (vectors == tile_vectors) act.template run<tile_vectors>(first);
      if (vectors == 1) act.template run<1>(first);
      if constexpr (tile_vectors > 2) {
        if (vectors == 2) act.template run<2>(first);
      }
      if constexpr (tile_vectors > 3) {
        if (vectors == 3) act.template run<3>(first);
      }
    }
  }

  struct Forward {
    const Pass& pass;
    const BlockView<Real>& block;
    template <int vectors>
    void run(Count first) {
      with_rule(rule_of(pass.p.shape.activation), [&]<Rule rule>() {
        const State<Real>& p = pass.p;
        Panel<Real, vectors>::template forward<rule>(block, p.packed + first * block.features, p.weights + first, first == 0,
                                                     pass.space.z + first * block.size, pass.space.slopes + first * block.size,
                                                     smooth_outputs_of<Real>(p.shape.activation));
      });
    }
  };

  struct Backward {
    const Pass& pass;
    const BlockView<Real>& block;
    bool first_block;
    Real *g, *kappa;
    template <int vectors>
    void run(Count first) {
      Real *z = pass.space.z + first * block.size, *here = g + first * block.features;
      with_rule(rule_of(pass.p.shape.activation), [&]<Rule rule>() {
        const Real* slopes = pass.space.slopes + first * block.size;
        if (FeaturePanels(block.features).lead == 0) {
          Panel<Real, vectors>::template between<rule, 0>(block, z, slopes, first_block, kappa + first, here);
        } else {
          Panel<Real, vectors>::template between<rule, leading_features>(block, z, slopes, first_block, kappa + first, here);
        }
      });
      Panel<Real, vectors>::backward(block, z, first_block, here);
    }
  };

  // f on block b.
  void forward(Count b) const {
    constexpr int lanes = lanes_of<Real>;
    const BlockView<Real> block = view(b);
    each_panel(Forward{*this, block});
    for (Count i = 0; i < block.size; i += lanes) sum_each(space.outputs + i * lanes, space.f + i);
  }

  // Residuals of block b after `forward`; returns its sum of losses.
  double residuals(Count b) const {
    const Count rest = p.shape.samples - b * p.block, size = block_size(b), count = rest < size ? rest : size;
    const double* y = p.targets + b * p.block;
    switch (p.shape.loss) {
      case Loss::squared: return residuals_of<Loss::squared>(space.f, y, count, size, space.residuals);
      case Loss::logistic: return residuals_of<Loss::logistic>(space.f, y, count, size, space.residuals);
      default: return residuals_of<Loss::smooth_hinge>(space.f, y, count, size, space.residuals);
    }
  }

  // The blocks of one chunk: its sum of losses and, if wanted, its sums of the gradient.
  void chunk(Count index, bool with_gradient) const {
    const Count start = index * p.per_chunk;
    const Count end = start + p.per_chunk < p.blocks ? start + p.per_chunk : p.blocks;
    double loss = 0;
    for (Count b = start; b < end; b++) {
      forward(b);
      loss += residuals(b);
      if (!with_gradient) continue;
      const BlockView<Real> block = view(b);
      each_panel(Backward{*this, block, b == start, p.chunk_g + index * p.neurons * p.features(), p.chunk_kappa + index * p.neurons});
    }
    p.chunk_loss[index] = loss;
  }
};

OVERPARAM_END
