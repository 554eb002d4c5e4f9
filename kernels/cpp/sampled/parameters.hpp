// θ in packed form, panel by panel: the neurons and weights that it makes, the chain rule back to it, and the step.
//
// W stays packed from the first step of a call to the last. Lanes are neurons, so a sum over a neuron's inputs runs in order in
// its lane, and the compiler's vectors change no bit.
#pragma once

#include "sampled/state.hpp"

OVERPARAM_BEGIN

// θ → w, a of one panel.
template <class Real>
inline void pack_parameters(State<Real>& p, const double* theta, Count first) {
  const Shape& shape = p.shape;
  const Count d = shape.inputs, features = p.features(), width = p.panel_width(first);
  double* w = p.w + first * features;
  for (Count j = 0; j < width; j++) {
    const Count neuron = first + j;
    const bool real = neuron < shape.students;
    for (Count k = 0; k < d; k++) w[k * width + j] = real ? theta[neuron * d + k] : 0;
    if (shape.bias) w[d * width + j] = real ? theta[shape.bias_start() + neuron] : 0;
    p.a[neuron] = real && shape.trains_output() ? theta[shape.output_start() + neuron] : 0;
  }
}

// One panel packed as θ is → θ, or a gradient likewise.
template <class Real>
inline void unpack_parameters(const State<Real>& p, const double* w, const double* a, Count first, double* theta) {
  const Shape& shape = p.shape;
  const Count d = shape.inputs, width = p.panel_width(first);
  for (Count j = 0; j < width && first + j < shape.students; j++) {
    const Count neuron = first + j;
    for (Count k = 0; k < d; k++) theta[neuron * d + k] = w[k * width + j];
    if (shape.bias) theta[shape.bias_start() + neuron] = w[d * width + j];
    if (shape.trains_output()) theta[shape.output_start() + neuron] = a[j];
  }
}

// The penalty of one panel: (λ/2) ‖θ‖² and λ Σ |c_i| ‖w_i‖.
template <class Real>
inline double panel_penalty(const State<Real>& p, Count first, const double* c) {
  const Shape& shape = p.shape;
  const Count width = p.panel_width(first), entries = width * p.features();
  const double* w = p.w + first * p.features();
  double squares = 0, paths = 0;
  for (Count i = 0; i < entries; i++) squares += w[i] * w[i];
  for (Count j = 0; j < width; j++) squares += p.a[first + j] * p.a[first + j];
  if (shape.paths > 0)
    for (Count j = 0; j < width; j++) paths += magnitude(c[j]) * p.norms[first + j];
  return 0.5 * shape.squares * squares + shape.paths * paths;
}

// w, a → A, c, norms and penalty of one panel.
template <class Real>
inline void prepare_panel(State<Real>& p, Count first) {
  const Shape& shape = p.shape;
  const Count d = shape.inputs, features = p.features(), width = p.panel_width(first);
  const double* w = p.w + first * features;
  double* norms = p.norms + first;
  double c[panel_of<Real>];
  if (p.wants_norms()) {
    for (Count j = 0; j < width; j++) norms[j] = 0;
    for (Count k = 0; k < d; k++)
      for (Count j = 0; j < width; j++) norms[j] += w[k * width + j] * w[k * width + j];
    for (Count j = 0; j < width; j++) norms[j] = square_root(norms[j]);
  }
  switch (shape.parameterization) {
    case Parameterization::plain:
    case Parameterization::squared_entry:
      for (Count j = 0; j < width; j++) c[j] = p.fixed[first + j];
      break;
    case Parameterization::output:
      for (Count j = 0; j < width; j++) c[j] = p.a[first + j];
      break;
    case Parameterization::conic:
      for (Count j = 0; j < width; j++) c[j] = p.fixed[first + j] * norms[j];
      break;
  }
  for (Count j = 0; j < width; j++) p.weights[first + j] = static_cast<Real>(c[j]);
  if (p.narrow_copy) {
    Real* packed = p.packed + first * features;
    const Count squared = shape.parameterization == Parameterization::squared_entry ? d * width : 0;
    for (Count i = 0; i < squared; i++) packed[i] = static_cast<Real>(w[i] * magnitude(w[i]));
    for (Count i = squared; i < features * width; i++) packed[i] = static_cast<Real>(w[i]);
  }
  if (shape.squares > 0 || shape.paths > 0) p.penalties[first / panel_of<Real>] = panel_penalty(p, first, c);
}

// The chunks' sums of one panel, in order, times 1/n.
template <class Real>
inline void sum_chunks(const State<Real>& p, const Real* __restrict chunks, Count stride, Count entries, double* __restrict out) {
  const double share = p.share();
  for (Count i = 0; i < entries; i++) out[i] = static_cast<double>(chunks[i]);
  for (Count chunk = 1; chunk < p.chunks; chunk++)
    for (Count i = 0; i < entries; i++) out[i] += static_cast<double>(chunks[chunk * stride + i]);
  for (Count i = 0; i < entries; i++) out[i] *= share;
}

// ∂L/∂w and ∂L/∂a of one panel, in place of the sums g = (1/c) ∂L/∂A [features,width] and kappa = ∂L/∂c [width].
template <class Real>
inline void chain_rule(const State<Real>& p, Count first, double* __restrict g, double* __restrict kappa) {
  const Shape& shape = p.shape;
  const Count d = shape.inputs, features = p.features(), width = p.panel_width(first);
  const double* w = p.w + first * features;
  const double *norms = p.norms + first, *fixed = p.fixed + first, *a = p.a + first;
  // ∂L/∂w = c · g + radial · w, both per neuron.
  double c[panel_of<Real>], radial[panel_of<Real>];
  bool has_radial = false;
  for (Count j = 0; j < width; j++) c[j] = shape.trains_output() ? a[j] : fixed[j];
  for (Count j = 0; j < width; j++) radial[j] = 0;
  if (shape.parameterization == Parameterization::conic) {
    has_radial = true;
    for (Count j = 0; j < width; j++) {
      c[j] = fixed[j] * norms[j];
      radial[j] = norms[j] == 0 ? 0 : fixed[j] * kappa[j] / norms[j];
    }
  }
  if (shape.paths > 0) {
    has_radial = true;
    const double weight = shape.parameterization == Parameterization::conic ? 2 * shape.paths : shape.paths;
    for (Count j = 0; j < width; j++) {
      radial[j] += norms[j] == 0 ? 0 : weight * magnitude(c[j]) / norms[j];
      if (shape.trains_output() && a[j] != 0) kappa[j] += shape.paths * with_sign(norms[j], a[j]);
    }
  }
  const bool squared = shape.parameterization == Parameterization::squared_entry;
  for (Count k = 0; k < features; k++) {
    double* row = g + k * width;
    const double* v = w + k * width;
    if (squared && k < d) {
      for (Count j = 0; j < width; j++) row[j] = c[j] * (2 * magnitude(v[j]) * row[j]);
    } else if (has_radial && k < d) {
      for (Count j = 0; j < width; j++) row[j] = c[j] * row[j] + radial[j] * v[j];
    } else {
      for (Count j = 0; j < width; j++) row[j] = c[j] * row[j];
    }
  }
  if (shape.squares > 0) {
    for (Count i = 0; i < features * width; i++) g[i] += shape.squares * w[i];
    for (Count j = 0; j < width; j++) kappa[j] += shape.squares * a[j];
  }
}

// The gradient of one panel into a thread's space.
template <class Real>
inline void panel_gradient(const State<Real>& p, Count first, Space<Real>& space) {
  const Count features = p.features(), width = p.panel_width(first);
  sum_chunks(p, p.chunk_g + first * features, p.neurons * features, width * features, space.gradient);
  sum_chunks(p, p.chunk_kappa + first, p.neurons, width, space.kappa);
  // Where σ(0) ≠ 0 a padded neuron has a slope by its weight; it must stay 0.
  for (Count j = p.shape.students - first; j < width; j++) space.kappa[j] = 0;
  chain_rule(p, first, space.gradient, space.kappa);
}

// θ ← θ − η ∇L(θ) of one panel, the product rounded and then the difference.
template <class Real>
inline void step_panel(State<Real>& p, Count first, const Space<Real>& space, double step) {
  const Count features = p.features(), width = p.panel_width(first), entries = width * features;
  double* __restrict w = p.w + first * features;
  double* __restrict a = p.a + first;
  const double* __restrict gradient = space.gradient;
  for (Count i = 0; i < entries; i++) w[i] -= step * gradient[i];
  if (p.shape.trains_output())
    for (Count j = 0; j < width; j++) a[j] -= step * space.kappa[j];
}

OVERPARAM_END
