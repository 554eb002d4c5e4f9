// Convolutional and residual networks, image by image: all layers of one image stay in the second-level cache from the first
// convolution to the last gradient, and memory does not grow with the number of layers times the number of images.
#pragma once

#include "deep/convolve.hpp"
#include "deep/correlate.hpp"
#include "deep/sums.hpp"
#include "product/product.hpp"

OVERPARAM_BEGIN

struct Images {
  DeepShape shape;
  double* data;      // the samples as planes [samples][inputs planes]
  double* targets;   // [samples]
  double* trained;   // [layers + 1]: 0 where θ is held fixed
  double* residuals; // [samples]
  double* gradient;  // [size]
  int64_t* inside;   // [run]
  double* kernels;   // packed, forward [layers]
  double* back;      // packed, backward [layers]
  double* turned;    // packed, of a direction [layers]
  double* weights;   // a as planes
  double* moved;     // a of a direction, or the gradient of a, as planes
  double* hidden;    // relu(W_l ∗ x_{l−1}) [layers]
  double* states;    // x_l [layers], or `hidden` itself where nothing is added
  double* error;     // ∂f/∂(W_l ∗ x_{l−1})
  double* slope[2];  // ∂f/∂x_l, and tangents
  Count only;        // the one layer whose gradient is wanted, or −1
  double* rows;      // [samples, largest layer]: one layer's Jacobian, where a tangent kernel is wanted
  ProductScratch scratch;

  static void layout(Carver& carver, Images& p, DeepKind kind, const DeepSizes<double>& size, bool with_kernel) {
    const bool countable = size.height < 0x1p30 && size.height * (size.width + 4) < 0x1p30 && size.units < 0x1p30;
    const double plane = countable ? static_cast<double>(Planes(static_cast<Count>(size.height), static_cast<Count>(size.width)).stride)
                                   : (size.height + 3) * (size.width + 2);
    const double wide = countable ? whole_units(size.units, tile_samples) : size.units;
    const double most = larger(size.inputs, wide), layer = wide * most * 9, image = wide * plane;
    const double parameters = size.units * 9 * (size.inputs + (size.layers - 1) * size.units) + size.units * size.height * size.width;
    Images* self;
    carver.take(self, 1);
    carver.take(p.data, size.samples * size.inputs, plane);
    carver.take(p.targets, size.samples);
    carver.take(p.trained, size.layers + 1);
    carver.take(p.residuals, size.samples);
    carver.take(p.gradient, parameters);
    carver.take(p.inside, plane);
    carver.take(p.kernels, size.layers, layer);
    carver.take(p.back, size.layers, layer);
    carver.take(p.turned, size.layers, layer);
    carver.take(p.weights, image);
    carver.take(p.moved, image);
    carver.take(p.hidden, size.layers, image);
    carver.take(p.states, kind == DeepKind::residual ? size.layers : 0, image);
    carver.take(p.error, image);
    carver.take(p.slope[0], image);
    carver.take(p.slope[1], image);
    if (!with_kernel) return;
    carver.take(p.rows, size.samples, larger(size.units * most * 9, size.units * size.height * size.width));
    ProductScratch::layout(carver, p.scratch, size.samples, larger(size.units * most * 9, size.units * size.height * size.width), size.samples);
  }

  Planes planes() const { return {shape.height, shape.width}; }
  Count wide() const { return whole_units(shape.units, tile_samples); }
  Count image() const { return wide() * planes().stride; }
  Count packed_layer() const { return wide() * (shape.inputs > wide() ? shape.inputs : wide()) * 9; }
  Count size() const { return shape.size(); }
  const double* input(Count sample) const { return data + sample * shape.inputs * planes().stride; }
  double* hidden_of(Count layer) const { return hidden + layer * image(); }
  double* state(Count layer) const { return (shape.is_residual() ? states : hidden) + layer * image(); }
  const double* before(Count sample, Count layer) const { return layer == 0 ? input(sample) : state(layer - 1); }
  // Below this layer nothing is trained, so that errors need not go there.
  Count lowest() const {
    Count layer = 0;
    while (layer < shape.layers && !wanted(layer)) layer++;
    return layer;
  }
  bool wanted(Count layer) const { return trained[layer] != 0 && (only < 0 || only == layer); }

  void open(const DeepShape& what, const double* x, const double* y, const double* which) {
    shape = what;
    only = -1;
    planes().mark(inside);
    for (Count l = 0; l <= shape.layers; l++) trained[l] = which[l];
    fill_zero(data, shape.samples * shape.inputs * planes().stride);
    double* const arrays[] = {weights, moved, error, slope[0], slope[1]};
    for (double* array : arrays) fill_zero(array, image());
    fill_zero(hidden, shape.layers * image());
    if (shape.is_residual()) fill_zero(states, shape.layers * image());
    take_samples(x, y);
  }

  void take_samples(const double* x, const double* y) {
    const Count pixels = shape.inputs * shape.height * shape.width;
    for (Count i = 0; i < shape.samples; i++) {
      planes().pack(x + i * pixels, shape.inputs, data + i * shape.inputs * planes().stride);
      targets[i] = y[i];
    }
  }

  void pack(const double* theta, bool with_back) {
    for (Count l = 0; l < shape.layers; l++) {
      pack_kernels(theta + shape.start(l), shape.units, shape.fan(l), kernels + l * packed_layer());
      if (with_back && l > 0) pack_kernels_back(theta + shape.start(l), shape.units, shape.fan(l), back + l * packed_layer());
    }
    planes().pack(theta + shape.start(shape.layers), shape.units, weights);
  }

  // x_l of all layers for one sample; returns f.
  double forward(Count sample) {
    for (Count l = 0; l < shape.layers; l++) rectify(sample, l);
    return blocked_dot(weights, state(shape.layers - 1), image());
  }

  [[gnu::noinline]] void rectify(Count sample, Count l) {
    const Planes where = planes();
    const Convolved from[1] = {{before(sample, l), shape.fan(l), kernels + l * packed_layer()}};
    double* to = hidden_of(l);
    // Not a maximum: what is not a number stays so.
    convolve(where, from, shape.units, to, [&](Vector z, const double*, Count p) {
      const LaneMask keep = *reinterpret_cast<const LaneMask*>(inside + p) & ~(z < Vector{});
      return reinterpret_cast<Vector>(reinterpret_cast<LaneMask>(z) & keep);
    });
    if (!shape.is_residual()) return;
    const double* from_state = before(sample, l);
    double* sum = state(l);
    const Count known = shape.units * where.stride;
    for (Count i = 0; i < known; i++) sum[i] = from_state[i] + shape.scale * to[i];
  }

  // out += u ∂f(x_sample)/∂θ after forward(sample), where trained; the part of a goes to `moved`, as planes.
  void backward(Count sample, double u, double* out) {
    const Planes where = planes();
    const Count count = image(), lowest_trained = lowest();
    if (wanted(shape.layers)) add_multiple(u, state(shape.layers - 1), moved, count);
    if (lowest_trained == shape.layers) return;
    double* here = slope[0];
    double* next = slope[1];
    for (Count i = 0; i < count; i++) here[i] = u * weights[i];
    for (Count l = shape.layers - 1;; l--) {
      mask(here, hidden_of(l), shape.is_residual() ? shape.scale : 1);
      if (wanted(l)) correlate(where, error, shape.units, before(sample, l), shape.fan(l), out + shape.start(l));
      if (l == lowest_trained) return;
      carry_back(l, shape.is_residual() ? here : nullptr, next);
      double* const last = here;
      here = next;
      next = last;
    }
  }

  // error = scale · from where h > 0
  [[gnu::noinline]] void mask(const double* __restrict from, const double* __restrict h, double scale) {
    double* __restrict to = error;
    const Count count = image();
    for (Count i = 0; i < count; i++) to[i] = h[i] > 0 ? scale * from[i] : 0;
  }

  // to = W_lᵀ ∗ error, plus `added` where there is one
  [[gnu::noinline]] void carry_back(Count l, const double* added, double* to) {
    const Planes where = planes();
    const Convolved from[1] = {{error, shape.units, back + l * packed_layer()}};
    convolve(where, from, shape.fan(l), to,
             [&](Vector sum, const double* at, Count) { return added == nullptr ? sum : sum + load(added + (at - to)); });
  }

  double value(const double* theta) {
    pack(theta, false);
    double sum = 0;
    for (Count i = 0; i < shape.samples; i++) {
      const double r = forward(i) - targets[i];
      sum += r * r;
    }
    return 0.5 * sum / static_cast<double>(shape.samples);
  }

  double value_and_gradient(const double* theta, double* out) {
    pack(theta, true);
    begin(out);
    const double share = 1 / static_cast<double>(shape.samples);
    double sum = 0;
    for (Count i = 0; i < shape.samples; i++) {
      const double r = forward(i) - targets[i];
      sum += r * r;
      backward(i, share * r, out);
    }
    finish(out);
    return 0.5 * sum / static_cast<double>(shape.samples);
  }

  double loss_and_prepare(const double* theta) { return value_and_gradient(theta, gradient); }
  void take_step(double* theta, double step) const {
    const Count count = size();
    for (Count i = 0; i < count; i++) theta[i] -= step * gradient[i];
  }

  void begin(double* out) {
    fill_zero(out, size());
    fill_zero(moved, image());
  }
  void finish(double* out) const { planes().unpack(moved, shape.units, out + shape.start(shape.layers)); }

  void forward(const double* theta, double* out) {
    pack(theta, false);
    for (Count i = 0; i < shape.samples; i++) out[i] = forward(i);
  }

  // out = Jᵀ u
  void pullback(const double* theta, const double* u, double* out) {
    pack(theta, true);
    begin(out);
    for (Count i = 0; i < shape.samples; i++) {
      forward(i);
      backward(i, u[i], out);
    }
    finish(out);
  }

  // out = J v
  void pushforward(const double* theta, const double* v, double* out) {
    pack(theta, false);
    for (Count l = 0; l < shape.layers; l++) pack_kernels(v + shape.start(l), shape.units, shape.fan(l), turned + l * packed_layer());
    fill_zero(moved, image());
    if (trained[shape.layers] != 0) planes().pack(v + shape.start(shape.layers), shape.units, moved);
    for (Count i = 0; i < shape.samples; i++) {
      forward(i);
      fill_zero(slope[0], image());
      for (Count l = 0; l < shape.layers; l++) tangent(i, l);
      out[i] = blocked_dot(weights, slope[0], image()) + blocked_dot(moved, state(shape.layers - 1), image());
    }
  }

  // slope[0]: ẋ_{l−1} → ẋ_l
  [[gnu::noinline]] void tangent(Count sample, Count l) {
    const Planes where = planes();
    double* to = slope[1];
    const auto put = [](Vector sum, const double*, Count) { return sum; };
    const Convolved carried{slope[0], shape.units, kernels + l * packed_layer()};
    const Convolved fresh{before(sample, l), shape.fan(l), turned + l * packed_layer()};
    fill_zero(to, image());
    if (l == 0) {
      if (trained[0] != 0) convolve(where, {fresh}, shape.units, to, put);
    } else if (trained[l] == 0) {
      convolve(where, {carried}, shape.units, to, put);
    } else {
      convolve(where, {carried, fresh}, shape.units, to, put);
    }
    mask(to, hidden_of(l), shape.is_residual() ? shape.scale : 1);
    const Count count = image();
    for (Count i = 0; i < count; i++) slope[0][i] = shape.is_residual() ? slope[0][i] + error[i] : error[i];
  }

  // out [samples,samples] = J Jᵀ, a layer at a time: the layer's Jacobian, then its product with itself.
  void tangent_kernel(const double* theta, double* out) {
    pack(theta, true);
    const Count n = shape.samples;
    bool add = false;
    for (Count l = 0; l <= shape.layers; l++) {
      if (trained[l] == 0) continue;
      const Count entries = l == shape.layers ? shape.output_size() : shape.layer_size(l);
      only = l;
      for (Count i = 0; i < n; i++) {
        forward(i);
        begin(gradient);
        backward(i, 1, gradient);
        finish(gradient);
        for (Count k = 0; k < entries; k++) rows[i * entries + k] = gradient[shape.start(l) + k];
      }
      product(row_major(rows, entries), row_major(rows, entries).transposed(), out, n, n, entries, n, scratch, add, 1, Part::lower);
      add = true;
    }
    only = -1;
    for (Count i = 0; i < n; i++)
      for (Count j = i + 1; j < n; j++) out[i * n + j] = add ? out[j * n + i] : 0;
    if (!add) fill_zero(out, n * n);
  }
};

OVERPARAM_END
