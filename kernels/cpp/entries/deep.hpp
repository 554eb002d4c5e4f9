// Deep networks, over a block of memory that `deep_plan` sized and the caller owns.
#pragma once

#include "deep/dense.hpp"
#include "deep/descend.hpp"
#include "deep/images.hpp"
#include "entries/entry.hpp"

OVERPARAM_BEGIN

OVERPARAM_ENTRY(double, deep_plan)(int kind, int with_kernel, double samples, double inputs, double height, double width, double units,
                                   double layers) {
  Carver counting;
  const DeepSizes<double> size{samples, inputs, height, width, units, layers};
  if (static_cast<DeepKind>(kind) == DeepKind::fully_connected) {
    Dense none;
    Dense::layout(counting, none, size, with_kernel != 0);
  } else {
    Images none;
    Images::layout(counting, none, static_cast<DeepKind>(kind), size, with_kernel != 0);
  }
  return counting.bytes();
}

// The network in a block; `DeepShape` is the first member of both kinds.
template <class Act>
[[gnu::always_inline]] inline auto with_deep(void* block, Act act) {
  return static_cast<DeepShape*>(block)->kind == DeepKind::fully_connected ? act(*static_cast<Dense*>(block)) : act(*static_cast<Images*>(block));
}

// trained [layers + 1]
OVERPARAM_ENTRY(void, deep_open)(void* block, int kind, int with_kernel, Count samples, Count inputs, Count height, Count width, Count units,
                                 Count layers, double scale, const double* trained, const double* x, const double* y) {
  const DeepShape shape{{samples, inputs, height, width, units, layers}, static_cast<DeepKind>(kind), scale};
  const DeepSizes<double> size{static_cast<double>(samples), static_cast<double>(inputs), static_cast<double>(height),
                               static_cast<double>(width),   static_cast<double>(units),  static_cast<double>(layers)};
  Carver carver(block);
  if (shape.kind == DeepKind::fully_connected) {
    Dense& p = *static_cast<Dense*>(block);
    Dense::layout(carver, p, size, with_kernel != 0);
    p.open(shape, x, y, trained);
  } else {
    Images& p = *static_cast<Images*>(block);
    Images::layout(carver, p, shape.kind, size, with_kernel != 0);
    p.open(shape, x, y, trained);
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

OVERPARAM_ENTRY(void, deep_tangent_kernel)(void* block, const double* theta, double* out) {
  with_deep(block, [=](auto& p) { p.tangent_kernel(theta, out); });
}

OVERPARAM_ENTRY(void, deep_descend)(void* block, double* theta, double step, double steps, double stop_at, DescentReport* report) {
  with_deep(block, [=](auto& p) { descend_deep(p, theta, step, steps, stop_at, *report); });
}

OVERPARAM_END
