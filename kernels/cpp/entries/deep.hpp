// Deep networks, over a block of memory that `deep_plan` sized and the caller owns.
#pragma once

#include "deep/dense.hpp"
#include "deep/images.hpp"
#include "entries/entry.hpp"

OVERPARAM_BEGIN

// A network as TypeScript describes it, in this order.
struct DeepDescription {
  double kind, with_kernel, samples, inputs, height, width, units, layers, outputs, positions, taps, skip, scale, activation, loss, total;

  DeepSizes<double> sizes() const { return {samples, inputs, height, width, units, layers, outputs, positions, taps}; }
  DeepKind deep_kind() const { return static_cast<DeepKind>(static_cast<int>(kind)); }
  bool is_smooth() const { return rule_of(sigma()) == Rule::smooth; }
  Nonlinearity sigma() const { return static_cast<Nonlinearity>(static_cast<int>(activation)); }
  DeepShape shape() const {
    const auto count = [](double size) { return static_cast<Count>(size); };
    return {{count(samples), count(inputs), count(height), count(width), count(units), count(layers), count(outputs), count(positions), count(taps)},
            deep_kind(),
            scale,
            skip != 0,
            sigma(),
            static_cast<OutputLoss>(static_cast<int>(loss)),
            total != 0};
  }
};

OVERPARAM_ENTRY(double, deep_plan)(const double* numbers, double members) {
  const DeepDescription& asked = *reinterpret_cast<const DeepDescription*>(numbers);
  Carver counting;
  if (asked.deep_kind() == DeepKind::rows) {
    Dense none;
    Dense::layout(counting, none, asked.sizes(), asked.is_smooth(), asked.with_kernel != 0, members);
  } else {
    Images none;
    Images::layout(counting, none, asked.deep_kind(), asked.sizes(), asked.is_smooth(), asked.with_kernel != 0, members);
  }
  return counting.bytes();
}

// The network in a block; `DeepShape` is the first member of both kinds.
template <class Act>
[[gnu::always_inline]] inline auto with_deep(void* block, Act act) {
  return static_cast<DeepShape*>(block)->kind == DeepKind::rows ? act(*static_cast<Dense*>(block)) : act(*static_cast<Images*>(block));
}

// trained [layers + 1]
OVERPARAM_ENTRY(void, deep_open)(void* block, Team* team, const double* numbers, const double* trained, const double* x, const double* y) {
  const DeepDescription& asked = *reinterpret_cast<const DeepDescription*>(numbers);
  Carver carver(block);
  if (asked.deep_kind() == DeepKind::rows) {
    Dense& p = *static_cast<Dense*>(block);
    Dense::layout(carver, p, asked.sizes(), asked.is_smooth(), asked.with_kernel != 0, team->members);
    p.open(asked.shape(), team, x, y, trained);
  } else {
    Images& p = *static_cast<Images*>(block);
    Images::layout(carver, p, asked.deep_kind(), asked.sizes(), asked.is_smooth(), asked.with_kernel != 0, team->members);
    p.open(asked.shape(), team, x, y, trained);
  }
}

OVERPARAM_ENTRY(void, deep_load)(void* block, const double* x, const double* y) {
  with_deep(block, [=](auto& p) { p.take_samples(x, y); });
}

OVERPARAM_ENTRY(double, deep_value)(void* block, const double* theta) {
  return with_deep(block, [=](auto& p) { return p.value(theta); });
}

OVERPARAM_ENTRY(double, deep_gradient)(void* block, const double* theta, double* out) {
  return with_deep(block, [=](auto& p) { return p.value_and_gradient(theta, out); });
}

OVERPARAM_ENTRY(void, deep_forward)(void* block, const double* theta, double* out) {
  with_deep(block, [=](auto& p) { p.forward(theta, out); });
}

OVERPARAM_ENTRY(void, deep_pullback)(void* block, const double* theta, const double* u, double* out) {
  with_deep(block, [=](auto& p) { p.pullback(theta, u, out); });
}

OVERPARAM_ENTRY(void, deep_pushforward)(void* block, const double* theta, const double* v, double* out) {
  with_deep(block, [=](auto& p) { p.pushforward(theta, v, out); });
}

OVERPARAM_ENTRY(void, deep_tangent_kernel)(void* block, const double* theta, Count row, Count rows, Count column, Count columns, double* out) {
  with_deep(block, [=](auto& p) { p.tangent_kernel(theta, {row, rows, column, columns}, out); });
}

// x_layer of all samples after the last call that went forward [samples, positions, units].
OVERPARAM_ENTRY(void, deep_hidden)(void* block, Count layer, double* out) {
  if (static_cast<DeepShape*>(block)->kind == DeepKind::rows) static_cast<Dense*>(block)->copy_hidden(layer, out);
}

OVERPARAM_ENTRY(void, deep_descend)(void* block, double* theta, double step, double steps, double stop_at, DescentReport* report) {
  with_deep(block, [=](auto& p) { p.descend(theta, {step, steps, stop_at}, *report); });
}

OVERPARAM_END
