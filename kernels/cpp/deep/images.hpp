// Convolutional and residual networks, image by image: all layers of one image stay in the second-level cache from the first
// convolution to the last gradient, and memory does not grow with the number of layers times the number of images.
//
// Images are gathered into at most 8 chunks, each with a gradient of its own, which are added in order: bits depend on the number
// of images alone, never on how many threads share the chunks.
#pragma once

#include "deep/activate.hpp"
#include "deep/convolve.hpp"
#include "deep/correlate.hpp"
#include "deep/descend.hpp"
#include "deep/dense.hpp"
#include "deep/sums.hpp"

OVERPARAM_BEGIN

inline constexpr Count image_chunks = 8;

// What one member works with.
struct ImageSpace {
  double* hidden;    // σ(W_l ∗ x_{l−1}) [layers]
  double* slopes;    // σ' [layers], where σ is smooth
  double* states;    // x_l [layers], or `hidden` itself where nothing is added
  double* error;     // ∂f/∂(W_l ∗ x_{l−1})
  double* slope[2];  // ∂f/∂x_l, and tangents
  double* moved;     // the gradient of B, as planes [outputs]
  double* gradient;  // [size], of one sample and output, where a tangent kernel is wanted
};

struct Images {
  DeepShape shape;
  Team* team;
  double* data;      // the samples as planes [samples][inputs planes]
  double* targets;   // [samples,outputs]
  double* trained;   // [layers + 1]: 0 where θ is held fixed
  double* outputs;   // [samples,outputs]
  double* residuals; // [samples,outputs]
  double* losses;    // [samples]
  double* gradient;  // [chunks][size]
  int64_t* inside;   // [run]
  double* kernels;   // packed, forward [layers]
  double* back;      // packed, backward [layers]
  double* turned;    // packed, of a direction [layers]
  double* weights;   // B as planes [outputs]
  double* direction; // B of a direction, as planes [outputs]
  double* rows;      // [samples·outputs, largest layer]: one layer's Jacobian, where a tangent kernel is wanted
  ImageSpace space[most_members];
  ProductScratch scratch[most_members];

  static void layout(Carver& carver, Images& p, DeepKind kind, const DeepSizes<double>& size, bool smooth, bool with_kernel, double members) {
    const bool countable = size.height < 0x1p30 && size.height * (size.width + 4) < 0x1p30 && size.units < 0x1p30;
    const double plane = countable ? static_cast<double>(Planes(static_cast<Count>(size.height), static_cast<Count>(size.width)).stride)
                                   : (size.height + 3) * (size.width + 2);
    const double wide = countable ? whole_units(size.units, tile_samples) : size.units;
    const double most = larger(size.inputs, wide), layer = wide * most * 9, image = wide * plane;
    const double outputs = size.outputs * size.units * size.height * size.width;
    const double parameters = size.units * 9 * (size.inputs + (size.layers - 1) * size.units) + outputs;
    const double block = larger(size.units * most * 9, outputs), all = size.samples * size.outputs;
    Images* self;
    carver.take(self, 1);
    carver.take(p.data, size.samples * size.inputs, plane);
    carver.take(p.targets, all);
    carver.take(p.trained, size.layers + 1);
    carver.take(p.outputs, all);
    carver.take(p.residuals, all);
    carver.take(p.losses, size.samples);
    carver.take(p.gradient, smaller(size.samples, image_chunks), parameters);
    carver.take(p.inside, plane);
    carver.take(p.kernels, size.layers, layer);
    carver.take(p.back, size.layers, layer);
    carver.take(p.turned, size.layers, layer);
    carver.take(p.weights, size.outputs, image);
    carver.take(p.direction, size.outputs, image);
    carver.take(p.rows, with_kernel ? all : 0, block);
    for (int member = 0; member < members; member++) {
      ImageSpace& own = p.space[member];
      carver.take(own.hidden, size.layers, image);
      carver.take(own.slopes, smooth ? size.layers : 0, image);
      carver.take(own.states, kind == DeepKind::residual ? size.layers : 0, image);
      carver.take(own.error, image);
      carver.take(own.slope[0], image);
      carver.take(own.slope[1], image);
      carver.take(own.moved, size.outputs, image);
      carver.take(own.gradient, with_kernel ? parameters : 0);
      if (with_kernel) ProductScratch::layout(carver, p.scratch[member], all, block, all);
    }
  }

  Planes planes() const { return {shape.height, shape.width}; }
  Count wide() const { return whole_units(shape.units, tile_samples); }
  Count image() const { return wide() * planes().stride; }
  Count packed_layer() const { return wide() * (shape.inputs > wide() ? shape.inputs : wide()) * 9; }
  Count size() const { return shape.size(); }
  Count chunk_size() const { return (shape.samples + image_chunks - 1) / image_chunks; }
  Count chunks() const { return (shape.samples + chunk_size() - 1) / chunk_size(); }
  const double* input(Count sample) const { return data + sample * shape.inputs * planes().stride; }
  // Below this layer nothing is trained, so that errors need not go there; `only` is the one block that is wanted, or −1.
  bool wanted(Count layer, Count only) const { return trained[layer] != 0 && (only < 0 || only == layer); }
  Count lowest(Count only) const {
    Count layer = 0;
    while (layer < shape.layers && !wanted(layer, only)) layer++;
    return layer;
  }

  void open(const DeepShape& what, Team* with, const double* x, const double* y, const double* which) {
    shape = what;
    team = with;
    planes().mark(inside);
    for (Count l = 0; l <= shape.layers; l++) trained[l] = which[l];
    fill_zero(data, shape.samples * shape.inputs * planes().stride);
    fill_zero(weights, shape.outputs * image());
    fill_zero(direction, shape.outputs * image());
    for (int member = 0; member < team->members; member++) {
      ImageSpace& own = space[member];
      double* const arrays[] = {own.error, own.slope[0], own.slope[1]};
      for (double* array : arrays) fill_zero(array, image());
      fill_zero(own.moved, shape.outputs * image());
      fill_zero(own.hidden, shape.layers * image());
      if (shape.is_smooth()) fill_zero(own.slopes, shape.layers * image());
      if (shape.is_residual()) fill_zero(own.states, shape.layers * image());
    }
    take_samples(x, y);
  }

  void take_samples(const double* x, const double* y) {
    const Count pixels = shape.inputs * shape.height * shape.width;
    for (Count i = 0; i < shape.samples; i++) planes().pack(x + i * pixels, shape.inputs, data + i * shape.inputs * planes().stride);
    for (Count i = 0; i < shape.samples * shape.outputs; i++) targets[i] = y[i];
  }

  template <class Program>
  void run(const Program& program) {
    const double work = static_cast<double>(shape.samples) * static_cast<double>(shape.units * shape.height * shape.width) *
                        static_cast<double>(9 * (shape.layers == 1 ? shape.inputs : shape.units));
    run_on(team, work > shared_deep_work, scratch, program);
  }

  void pack(Hand& hand, const double* theta, bool with_back) {
    hand.each(shape.layers + 1, [&](Count l) {
      if (l == shape.layers) return pack_output(theta, weights);
      pack_kernels(theta + shape.start(l), shape.units, shape.fan(l), kernels + l * packed_layer());
      if (with_back && l > 0) pack_kernels_back(theta + shape.start(l), shape.units, shape.fan(l), back + l * packed_layer());
    });
  }
  void pack_output(const double* theta, double* to) const {
    for (Count k = 0; k < shape.outputs; k++)
      planes().pack(theta + shape.start(shape.layers) + k * shape.features(), shape.units, to + k * image());
  }

  // One image with one member's space.
  struct Work {
    const Images& net;
    ImageSpace& own;
    const DeepShape& shape = net.shape;

    double* hidden_of(Count layer) const { return own.hidden + layer * net.image(); }
    double* slopes_of(Count layer) const { return own.slopes + layer * net.image(); }
    double* state(Count layer) const { return (shape.is_residual() ? own.states : own.hidden) + layer * net.image(); }
    const double* before(Count sample, Count layer) const { return layer == 0 ? net.input(sample) : state(layer - 1); }

    // x_l of all layers and f for one sample.
    void forward(Count sample, double* f) const {
      for (Count l = 0; l < shape.layers; l++) activate(sample, l);
      for (Count k = 0; k < shape.outputs; k++) f[k] = blocked_dot(net.weights + k * net.image(), state(shape.layers - 1), net.image());
    }

    [[gnu::noinline]] void activate(Count sample, Count l) const {
      const Planes where = net.planes();
      const Convolved from[1] = {{before(sample, l), shape.fan(l), net.kernels + l * net.packed_layer()}};
      double* to = hidden_of(l);
      switch (shape.activation) {
        // Not a maximum: what is not a number stays so.
        case Nonlinearity::relu:
          convolve(where, from, shape.units, to, [&](Vector z, const double*, Count p) {
            const LaneMask keep = *reinterpret_cast<const LaneMask*>(net.inside + p) & ~(z < Vector{});
            return reinterpret_cast<Vector>(reinterpret_cast<LaneMask>(z) & keep);
          });
          break;
        case Nonlinearity::tanh: smooth_layer<Nonlinearity::tanh>(where, from, l); break;
        case Nonlinearity::sigmoid: smooth_layer<Nonlinearity::sigmoid>(where, from, l); break;
        case Nonlinearity::softplus: smooth_layer<Nonlinearity::softplus>(where, from, l); break;
        case Nonlinearity::erf: smooth_layer<Nonlinearity::erf>(where, from, l); break;
        default: smooth_layer<Nonlinearity::gelu>(where, from, l);
      }
      if (!shape.is_residual()) return;
      const double* from_state = before(sample, l);
      double* sum = state(l);
      const Count known = shape.units * where.stride;
      for (Count i = 0; i < known; i++) sum[i] = from_state[i] + shape.scale * to[i];
    }

    template <Nonlinearity sigma>
    [[gnu::noinline]] void smooth_layer(const Planes& where, const Convolved (&from)[1], Count l) const {
      double* to = hidden_of(l);
      double* kept = slopes_of(l);
      convolve(where, from, shape.units, to, [&](Vector z, const double* at, Count p) {
        const LaneMask keep = *reinterpret_cast<const LaneMask*>(net.inside + p);
        const ValueAndSlope both = smooth<sigma>(z);
        store(kept + (at - to), reinterpret_cast<Vector>(reinterpret_cast<LaneMask>(both.slope) & keep));
        return reinterpret_cast<Vector>(reinterpret_cast<LaneMask>(both.value) & keep);
      });
    }

    // out += Σ_k u_k ∂f_k(x_sample)/∂θ after forward(sample), where wanted; the part of B goes to `moved`, as planes.
    void backward(Count sample, const double* u, double scale, Count only, double* out) const {
      const Planes where = net.planes();
      const Count count = net.image(), lowest = net.lowest(only);
      if (net.wanted(shape.layers, only))
        for (Count k = 0; k < shape.outputs; k++) add_multiple(scale * u[k], state(shape.layers - 1), own.moved + k * count, count);
      if (lowest == shape.layers) return;
      double* here = own.slope[0];
      double* next = own.slope[1];
      const double first = scale * u[0];
      for (Count i = 0; i < count; i++) here[i] = first * net.weights[i];
      for (Count k = 1; k < shape.outputs; k++) add_multiple(scale * u[k], net.weights + k * count, here, count);
      for (Count l = shape.layers - 1;; l--) {
        mask(here, l);
        if (net.wanted(l, only)) correlate(where, own.error, shape.units, before(sample, l), shape.fan(l), out + shape.start(l));
        if (l == lowest) return;
        carry_back(l, shape.is_residual() ? here : nullptr, next);
        double* const last = here;
        here = next;
        next = last;
      }
    }

    // error = scale · from · σ'
    [[gnu::noinline]] void mask(const double* __restrict from, Count l) const {
      double* __restrict to = own.error;
      const double scale = shape.is_residual() ? shape.scale : 1;
      const Count count = net.image();
      if (shape.is_smooth()) {
        const double* __restrict by = slopes_of(l);
        for (Count i = 0; i < count; i++) to[i] = scale * from[i] * by[i];
      } else {
        const double* __restrict h = hidden_of(l);
        for (Count i = 0; i < count; i++) to[i] = h[i] > 0 ? scale * from[i] : 0;
      }
    }

    // to = W_lᵀ ∗ error, plus `added` where there is one
    [[gnu::noinline]] void carry_back(Count l, const double* added, double* to) const {
      const Planes where = net.planes();
      const Convolved from[1] = {{own.error, shape.units, net.back + l * net.packed_layer()}};
      convolve(where, from, shape.fan(l), to,
               [&](Vector sum, const double* at, Count) { return added == nullptr ? sum : sum + load(added + (at - to)); });
    }

    // slope[0]: ẋ_{l−1} → ẋ_l
    [[gnu::noinline]] void tangent(Count sample, Count l) const {
      const Planes where = net.planes();
      double* to = own.slope[1];
      const auto put = [](Vector sum, const double*, Count) { return sum; };
      const Convolved carried{own.slope[0], shape.units, net.kernels + l * net.packed_layer()};
      const Convolved fresh{before(sample, l), shape.fan(l), net.turned + l * net.packed_layer()};
      fill_zero(to, net.image());
      if (l == 0) {
        if (net.trained[0] != 0) convolve(where, {fresh}, shape.units, to, put);
      } else if (net.trained[l] == 0) {
        convolve(where, {carried}, shape.units, to, put);
      } else {
        convolve(where, {carried, fresh}, shape.units, to, put);
      }
      mask(to, l);
      const Count count = net.image();
      for (Count i = 0; i < count; i++) own.slope[0][i] = shape.is_residual() ? own.slope[0][i] + own.error[i] : own.error[i];
    }
  };
  Work work(const Hand& hand) { return {*this, space[hand.member]}; }

  double loss() const {
    double sum = 0;
    for (Count i = 0; i < shape.samples; i++) sum += losses[i];
    return sum / shape.divisor();
  }

  void lose(Count i) {
    const Count outs = shape.outputs;
    losses[i] = loss_of_outputs(shape.loss, outputs + i * outs, targets + i * outs, outs, residuals + i * outs);
  }

  void run_forward(Hand& hand, const double* theta) {
    pack(hand, theta, false);
    const Work mine = work(hand);
    hand.each(shape.samples, [&](Count i) { mine.forward(i, outputs + i * shape.outputs); });
  }

  // The gradients of all chunks, of the loss or of ⟨f, u⟩.
  void run_chunks(Hand& hand, const double* theta, const double* u) {
    pack(hand, theta, true);
    const Work mine = work(hand);
    const double share = u == nullptr ? 1 / shape.divisor() : 1;
    const double* by = u == nullptr ? residuals : u;
    hand.each(chunks(), [&](Count chunk) {
      double* out = gradient + chunk * size();
      begin(mine.own, out);
      const Count end = (chunk + 1) * chunk_size();
      for (Count i = chunk * chunk_size(); i < end && i < shape.samples; i++) {
        mine.forward(i, outputs + i * shape.outputs);
        if (u == nullptr) lose(i);
        mine.backward(i, by + i * shape.outputs, share, -1, out);
      }
      finish(mine.own, out);
    });
  }
  void begin(const ImageSpace& own, double* out) const {
    fill_zero(out, size());
    fill_zero(own.moved, shape.outputs * image());
  }
  void finish(const ImageSpace& own, double* out) const {
    for (Count k = 0; k < shape.outputs; k++)
      planes().unpack(own.moved + k * image(), shape.units, out + shape.start(shape.layers) + k * shape.features());
  }
  // put(k, Σ_chunks gradient_k)
  template <class Put>
  void add_chunks(Hand& hand, const Put& put) const {
    const Count entries = size(), part = 4096;
    hand.each((entries + part - 1) / part, [&](Count task) {
      const Count end = (task + 1) * part < entries ? (task + 1) * part : entries;
      for (Count k = task * part; k < end; k++) {
        double sum = gradient[k];
        for (Count c = 1; c < chunks(); c++) sum += gradient[c * entries + k];
        put(k, sum);
      }
    });
  }

  double value(const double* theta) {
    run([&](Hand& hand) {
      run_forward(hand, theta);
      hand.each(shape.samples, [&](Count i) { lose(i); });
    });
    return loss();
  }

  double value_and_gradient(const double* theta, double* out) {
    run([&](Hand& hand) {
      run_chunks(hand, theta, nullptr);
      add_chunks(hand, [&](Count k, double sum) { out[k] = sum; });
    });
    return loss();
  }

  void descend(double* theta, const DescentOrder& order, DescentReport& report) {
    run([&](Hand& hand) {
      descend_deep(
          hand, order, report,
          [&] {
            run_chunks(hand, theta, nullptr);
            return loss();
          },
          [&] { add_chunks(hand, [&](Count k, double sum) { theta[k] -= order.step * sum; }); });
    });
  }

  void forward(const double* theta, double* out) {
    run([&](Hand& hand) { run_forward(hand, theta); });
    for (Count i = 0; i < shape.samples * shape.outputs; i++) out[i] = outputs[i];
  }

  // out = Jᵀ u
  void pullback(const double* theta, const double* u, double* out) {
    run([&](Hand& hand) {
      run_chunks(hand, theta, u);
      add_chunks(hand, [&](Count k, double sum) { out[k] = sum; });
    });
  }

  // out = J v
  void pushforward(const double* theta, const double* v, double* out) {
    run([&](Hand& hand) {
      hand.each(shape.layers + 1, [&](Count l) {
        if (l < shape.layers) return pack_kernels(v + shape.start(l), shape.units, shape.fan(l), turned + l * packed_layer());
        fill_zero(direction, shape.outputs * image());
        if (trained[l] != 0) pack_output(v, direction);
      });
      pack(hand, theta, false);
      const Work mine = work(hand);
      hand.each(shape.samples, [&](Count i) {
        mine.forward(i, outputs + i * shape.outputs);
        fill_zero(mine.own.slope[0], image());
        for (Count l = 0; l < shape.layers; l++) mine.tangent(i, l);
        for (Count k = 0; k < shape.outputs; k++)
          out[i * shape.outputs + k] = blocked_dot(weights + k * image(), mine.own.slope[0], image()) +
                                       blocked_dot(direction + k * image(), mine.state(shape.layers - 1), image());
      });
    });
  }

  // out [rows·K,columns·K] = the part of J Jᵀ, a block of θ at a time: the block's Jacobian, then its product with itself.
  void tangent_kernel(const double* theta, const KernelPart& part, double* out) {
    run([&](Hand& hand) {
      pack(hand, theta, true);
      const Work mine = work(hand);
      const Count outs = shape.outputs, width = part.columns * outs;
      bool add = false;
      for (Count l = 0; l <= shape.layers; l++) {
        if (trained[l] == 0) continue;
        const Count entries = shape.block_size(l);
        hand.each(shape.samples, [&](Count i) {
          mine.forward(i, outputs + i * outs);
          for (Count k = 0; k < outs; k++) {
            double* own = mine.own.gradient;
            begin(mine.own, own);
            double unit[most_outputs] = {};
            unit[k] = 1;
            mine.backward(i, unit, 1, l, own);
            finish(mine.own, own);
            for (Count e = 0; e < entries; e++) rows[(i * outs + k) * entries + e] = own[shape.start(l) + e];
          }
        });
        hand.multiply(row_major(rows + part.row * outs * entries, entries), row_major(rows + part.column * outs * entries, entries).transposed(),
                      out, width, part.rows * outs, entries, width, add);
        add = true;
      }
      if (!add) hand.once([&] { fill_zero(out, part.rows * outs * width); });
    });
  }
};

OVERPARAM_END
