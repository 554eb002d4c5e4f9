// Fully connected networks and circular convolutions: products over all samples and positions at once, with activations and masks done
// while a tile is in cache, shared by the team.
//
// Rows lie position by position, samples within: row p·n + i. A layer of Q taps is Q products whose left sides start a few
// positions apart; the ring is closed by copies of ⌊Q/2⌋ positions before the first and after the last.
#pragma once

#include "deep/activate.hpp"
#include "deep/descend.hpp"
#include "deep/hand.hpp"
#include "deep/sums.hpp"

OVERPARAM_BEGIN

// Rows of a tangent kernel that are worked on at once.
inline constexpr Count kernel_rows = 256;

// A rectangle of samples of a tangent kernel.
struct KernelPart {
  Count row, rows, column, columns;
};

struct Dense {
  DeepShape shape;
  Team* team;
  double* data;       // [positions][samples,inputs]
  double* targets;    // [samples,outputs]
  double* trained;    // [layers + 1]: 0 where θ is held fixed
  double* outputs;    // f [samples,outputs]
  double* residuals;  // ∂ℓ/∂f [samples,outputs]
  double* losses;     // [samples]
  double* hidden;     // x_l [layers][ring][samples,units]
  double* slopes;     // σ' [layers][positions][samples,units], where σ is smooth
  double* error[2];   // ∂f/∂(W_l x_{l−1}), and tangents [stack][ring][samples,units]
  double* gradient;   // of one block at a time
  double* pairs;      // [member][2][kernel_rows,samples], where a tangent kernel is wanted
  ProductScratch scratch[most_members];

  static void layout(Carver& carver, Dense& p, const DeepSizes<double>& size, bool smooth, bool with_kernel, double members) {
    Dense* self;
    const double n = size.samples, d = size.inputs, m = size.units, rows = n * size.positions;
    const double ring = n * (size.positions + 2 * halo_of(size.taps));
    const double tall = larger(rows, m), wide = larger(larger(m, d), with_kernel ? n : 1);
    carver.take(self, 1);
    carver.take(p.data, rows, d);
    carver.take(p.targets, n, size.outputs);
    carver.take(p.trained, size.layers + 1);
    carver.take(p.outputs, n, size.outputs);
    carver.take(p.residuals, n, size.outputs);
    carver.take(p.losses, n);
    carver.take(p.hidden, size.layers * ring, m);
    carver.take(p.slopes, smooth ? size.layers * rows : 0, m);
    const double stack = with_kernel ? size.outputs : 1;
    carver.take(p.error[0], stack * ring, m);
    carver.take(p.error[1], stack * ring, m);
    carver.take(p.gradient, larger(m * larger(m * size.taps, d), size.outputs * m * size.positions));
    carver.take(p.pairs, with_kernel ? members * 2 * smaller(n, kernel_rows) : 0, n);
    for (int member = 0; member < members; member++)
      ProductScratch::layout(carver, p.scratch[member], larger(tall, n), larger(larger(rows, m), d), larger(wide, m));
  }
  static double halo_of(double taps) { return static_cast<double>(static_cast<int64_t>(taps) / 2); }

  Count size() const { return shape.size(); }
  Count rows() const { return shape.samples * shape.positions; }
  Count halo() const { return shape.taps / 2; }
  Count position_size() const { return shape.samples * shape.units; }
  Count ring() const { return (shape.positions + 2 * halo()) * position_size(); }
  double* hidden_of(Count layer) const { return hidden + layer * ring() + halo() * position_size(); }
  double* error_of(int which, Count k = 0) const { return error[which] + k * ring() + halo() * position_size(); }
  double* slopes_of(Count layer) const { return shape.is_smooth() ? slopes + layer * rows() * shape.units : nullptr; }
  const double* before(Count layer) const { return layer == 0 ? data : hidden_of(layer - 1); }
  // From a row to where the tap reads it, in numbers; layers above the first have rows of `units`.
  Count reach(Count layer, Count tap) const { return layer == 0 ? 0 : (tap - halo()) * position_size(); }
  // τ where a skip goes past the layer's weights.
  double branch(Count layer) const { return shape.skips(layer) ? shape.scale : 1; }
  Matrix weights(const double* theta, Count layer, Count tap) const {
    return {theta + shape.start(layer) + tap * shape.fan(layer), shape.fan(layer) * shape.taps_of(layer), 1};
  }
  Masked mask(Count layer, const double* added = nullptr) const { return {hidden_of(layer), slopes_of(layer), shape.units, added}; }
  Count lowest() const {
    Count layer = 0;
    while (layer < shape.layers && trained[layer] == 0) layer++;
    return layer;
  }

  void open(const DeepShape& what, Team* with, const double* x, const double* y, const double* which) {
    shape = what;
    team = with;
    for (Count l = 0; l <= shape.layers; l++) trained[l] = which[l];
    take_samples(x, y);
  }
  void take_samples(const double* x, const double* y) {
    const Count n = shape.samples, d = shape.inputs;
    for (Count p = 0; p < shape.positions; p++)
      for (Count i = 0; i < n; i++)
        for (Count j = 0; j < d; j++) data[(p * n + i) * d + j] = x[(i * shape.positions + p) * d + j];
    for (Count i = 0; i < n * shape.outputs; i++) targets[i] = y[i];
  }

  template <class Program>
  void run(const Program& program) {
    const double work = static_cast<double>(rows()) * static_cast<double>(shape.units) *
                        static_cast<double>(shape.layers == 1 ? shape.inputs : shape.units * shape.taps);
    run_on(team, work > shared_deep_work, scratch, program);
  }

  // Closes the ring around a layer's rows.
  void close(Hand& hand, double* at) const {
    const Count h = halo(), block = position_size();
    if (h == 0) return;
    hand.each(2 * h, [&](Count task) {
      const Count to = task < h ? task - h : shape.positions + task - h;
      const double* from = at + (to + shape.positions) % shape.positions * block;
      double* into = at + to * block;
      for (Count i = 0; i < block; i++) into[i] = from[i];
    });
  }

  // x_l of all layers and f.
  void run_forward(Hand& hand, const double* theta) {
    const Count n = shape.samples, m = shape.units, features = shape.features();
    for (Count l = 0; l < shape.layers; l++) {
      const Count fan = shape.fan(l), taps = shape.taps_of(l);
      const Activated finish{shape.activation, shape.skips(l) ? before(l) : nullptr, slopes_of(l), m};
      for (Count q = 0; q < taps; q++) {
        const Matrix x = row_major(before(l) + reach(l, q), fan), w = weights(theta, l, q).transposed();
        if (q + 1 < taps)
          hand.multiply(x, w, hidden_of(l), m, rows(), fan, m, q > 0, branch(l));
        else
          hand.multiply(x, w, hidden_of(l), m, rows(), fan, m, q > 0, branch(l), finish);
      }
      close(hand, hidden_of(l));
    }
    const double* b = theta + shape.start(shape.layers);
    const double* top = hidden_of(shape.layers - 1);
    hand.each(n, [&](Count i) {
      for (Count k = 0; k < shape.outputs; k++) {
        double sum = blocked_dot(b + k * features, top + i * m, m);
        for (Count p = 1; p < shape.positions; p++) sum += blocked_dot(b + k * features + p * m, top + (p * n + i) * m, m);
        outputs[i * shape.outputs + k] = sum;
      }
    });
  }

  // residuals = ∂ℓ/∂f; returns the loss.
  double compare(Hand& hand) {
    const Count outs = shape.outputs;
    hand.each(shape.samples, [&](Count i) {
      losses[i] = loss_of_outputs(shape.loss, outputs + i * outs, targets + i * outs, outs, residuals + i * outs);
    });
    double sum = 0;
    for (Count i = 0; i < shape.samples; i++) sum += losses[i];
    return sum / shape.divisor();
  }

  // e_k = (Σ_k u_ik B_k) σ'; without u, of output k alone.
  void seed_error(Hand& hand, const double* theta, const double* u, double scale, Count k, double* e) {
    const Count m = shape.units, n = shape.samples, outs = shape.outputs;
    const double* b = theta + shape.start(shape.layers);
    const Masked finish = mask(shape.layers - 1);
    hand.each(rows(), [&](Count row) {
      double* __restrict to = e + row * m;
      const double* at = b + row / n * m;
      if (u == nullptr) {
        for (Count j = 0; j < m; j++) to[j] = at[k * shape.features() + j];
      } else {
        const double* by = u + row % n * outs;
        for (Count j = 0; j < m; j++) to[j] = scale * by[0] * at[j];
        for (Count o = 1; o < outs; o++) add_multiple(scale * by[o], at + o * shape.features(), to, m);
      }
      finish(to, row, 0, m);
    });
    close(hand, e);
  }

  // to = (W_lᵀ e, plus e where a skip carries it) σ'
  void carry_back(Hand& hand, const double* theta, Count l, const double* e, double* to) {
    const Count m = shape.units, taps = shape.taps_of(l);
    const Masked finish = mask(l - 1, shape.skips(l) ? e : nullptr);
    for (Count q = 0; q < taps; q++) {
      const Matrix from = row_major(e - reach(l, q), m);
      if (q + 1 < taps)
        hand.multiply(from, weights(theta, l, q), to, m, rows(), m, m, q > 0, branch(l));
      else
        hand.multiply(from, weights(theta, l, q), to, m, rows(), m, m, q > 0, branch(l), finish);
    }
    close(hand, to);
  }

  // Jᵀ (scale · u) layer by layer after run_forward, or of each output apart without u; put(layer, which error) is called before anything
  // above it in θ is used again.
  template <class Put>
  void run_backward(Hand& hand, const double* theta, const double* u, double scale, const Put& put) {
    const Count last = lowest(), stack = u == nullptr ? shape.outputs : 1;
    put(shape.layers, 0);
    if (last == shape.layers) return;
    for (Count k = 0; k < stack; k++) seed_error(hand, theta, u, scale, k, error_of(0, k));
    int here = 0;
    for (Count l = shape.layers - 1;; l--) {
      if (l > last)
        for (Count k = 0; k < stack; k++) carry_back(hand, theta, l, error_of(here, k), error_of(1 - here, k));
      put(l, here);
      if (l == last) return;
      here = 1 - here;
    }
  }

  // to [outputs, features] = Σ_i scale u_i x_L,i
  void output_gradient(Hand& hand, const double* u, double scale, double* to) const {
    const Count m = shape.units, n = shape.samples;
    hand.each(shape.outputs * shape.positions, [&](Count task) {
      const Count k = task / shape.positions, p = task % shape.positions;
      double* at = to + k * shape.features() + p * m;
      fill_zero(at, m);
      for (Count i = 0; i < n; i++) add_multiple(scale * u[i * shape.outputs + k], hidden_of(shape.layers - 1) + (p * n + i) * m, at, m);
    });
  }

  template <class Epilogue = Bare>
  void layer_gradient(Hand& hand, Count l, const double* e, double* to, const Epilogue& finish = {}) {
    const Count fan = shape.fan(l), taps = shape.taps_of(l), m = shape.units;
    for (Count q = 0; q < taps; q++)
      hand.multiply(row_major(e, m).transposed(), row_major(before(l) + reach(l, q), fan), to + q * fan, taps * fan, m, rows(), fan, false,
                    branch(l), FromCorner<Epilogue>{finish, 0, q * fan});
  }

  // out = Jᵀ (scale · u), 0 where nothing is trained
  void pull(Hand& hand, const double* theta, const double* u, double scale, double* out) {
    hand.once([&] {
      for (Count l = 0; l <= shape.layers; l++)
        if (trained[l] == 0) fill_zero(out + shape.start(l), shape.block_size(l));
    });
    run_backward(hand, theta, u, scale, [&](Count l, int which) {
      if (trained[l] == 0) return;
      if (l == shape.layers) return output_gradient(hand, u, scale, out + shape.start(l));
      layer_gradient(hand, l, error_of(which), out + shape.start(l));
    });
  }

  double value(const double* theta) {
    double loss = 0;
    run([&](Hand& hand) {
      run_forward(hand, theta);
      const double found = compare(hand);
      if (hand.member == 0) loss = found;
    });
    return loss;
  }
  double value_and_gradient(const double* theta, double* out) {
    double loss = 0;
    run([&](Hand& hand) {
      run_forward(hand, theta);
      const double found = compare(hand);
      if (hand.member == 0) loss = found;
      pull(hand, theta, residuals, 1 / shape.divisor(), out);
    });
    return loss;
  }
  void forward(const double* theta, double* out) {
    run([&](Hand& hand) { run_forward(hand, theta); });
    for (Count i = 0; i < shape.samples * shape.outputs; i++) out[i] = outputs[i];
  }
  void copy_hidden(Count layer, double* out) const {
    const Count n = shape.samples, m = shape.units;
    for (Count i = 0; i < n; i++)
      for (Count p = 0; p < shape.positions; p++)
        for (Count j = 0; j < m; j++) out[(i * shape.positions + p) * m + j] = hidden_of(layer)[(p * n + i) * m + j];
  }
  void pullback(const double* theta, const double* u, double* out) {
    run([&](Hand& hand) {
      run_forward(hand, theta);
      pull(hand, theta, u, 1, out);
    });
  }

  void descend(double* theta, const DescentOrder& order, DescentReport& report) {
    run([&](Hand& hand) {
      descend_deep(
          hand, order, report,
          [&] {
            run_forward(hand, theta);
            return compare(hand);
          },
          [&] { take_step(hand, theta, order.step); });
    });
  }

  // Each layer moves as soon as nothing needs it any more.
  void take_step(Hand& hand, double* theta, double step) {
    const double scale = 1 / shape.divisor();
    // B is read by the seed of the error, so that its own step waits for it.
    if (trained[shape.layers] != 0) output_gradient(hand, residuals, scale, gradient);
    bool moved = false;
    const auto move_output = [&] {
      if (trained[shape.layers] == 0 || moved) return;
      moved = true;
      double* b = theta + shape.start(shape.layers);
      const Count entries = shape.output_size(), part = 4096;
      hand.each((entries + part - 1) / part, [&](Count task) {
        const Count end = (task + 1) * part < entries ? (task + 1) * part : entries;
        for (Count j = task * part; j < end; j++) b[j] -= step * gradient[j];
      });
    };
    run_backward(hand, theta, residuals, scale, [&](Count l, int which) {
      if (l == shape.layers) return;
      move_output();
      if (trained[l] == 0) return;
      layer_gradient(hand, l, error_of(which), gradient, Descended{theta + shape.start(l), shape.fan(l) * shape.taps_of(l), step});
    });
    move_output();
  }

  // out = J v
  void pushforward(const double* theta, const double* v, double* out) {
    run([&](Hand& hand) { push(hand, theta, v, out); });
  }

  void push(Hand& hand, const double* theta, const double* v, double* out) {
    run_forward(hand, theta);
    const Count n = shape.samples, m = shape.units, features = shape.features(), outs = shape.outputs;
    int here = 0;
    bool zero = true;  // ẋ_{l−1}
    for (Count l = 0; l < shape.layers; l++) {
      const Count fan = shape.fan(l), taps = shape.taps_of(l);
      const double* from = error_of(here);
      double* to = error_of(1 - here);
      bool add = false;
      for (Count q = 0; q < taps; q++) {
        if (!zero) {
          hand.multiply(row_major(from + reach(l, q), m), weights(theta, l, q).transposed(), to, m, rows(), fan, m, add, branch(l));
          add = true;
        }
        if (trained[l] != 0) {
          hand.multiply(row_major(before(l) + reach(l, q), fan), weights(v, l, q).transposed(), to, m, rows(), fan, m, add, branch(l));
          add = true;
        }
      }
      if (!add) continue;
      const Masked finish = mask(l, shape.skips(l) && !zero ? from : nullptr);
      hand.each(rows(), [&](Count row) { finish(to + row * m, row, 0, m); });
      close(hand, to);
      zero = false;
      here = 1 - here;
    }
    const Count b = shape.start(shape.layers);
    const double* top = hidden_of(shape.layers - 1);
    const double* moved = error_of(here);
    hand.each(n, [&](Count i) {
      for (Count k = 0; k < outs; k++) {
        double sum = 0;
        for (Count p = 0; p < shape.positions; p++) {
          const Count at = b + k * features + p * m, row = (p * n + i) * m;
          if (!zero) sum += blocked_dot(theta + at, moved + row, m);
          if (trained[shape.layers] != 0) sum += blocked_dot(v + at, top + row, m);
        }
        out[i * outs + k] = sum;
      }
    });
  }

  // out [rows·K,columns·K] = the part of J Jᵀ: Σ_l Σ_pp' (e_l e_lᵀ) ∘ Σ_q (x_{l−1} x_{l−1}ᵀ) shifted by q, and x_L x_Lᵀ where outputs agree, by
  // bands of rows; of a square on the diagonal the upper half is a copy.
  void tangent_kernel(const double* theta, const KernelPart& part, double* out) {
    run([&](Hand& hand) { kernel(hand, theta, part, out); });
  }

  void kernel(Hand& hand, const double* theta, const KernelPart& part, double* out) {
    run_forward(hand, theta);
    const Count n = shape.samples, m = shape.units, outs = shape.outputs, width = part.columns * outs;
    const bool square = part.row == part.column && part.rows == part.columns;
    hand.once([&] { fill_zero(out, part.rows * outs * width); });
    const Count parts = hand.team.members == 1 ? 1 : 2 * hand.team.members;
    const Count share = ((part.rows + parts - 1) / parts + tile_samples - 1) / tile_samples * tile_samples;
    const Count band = share < kernel_rows ? share : kernel_rows;
    run_backward(hand, theta, nullptr, 1, [&](Count l, int which) {
      if (trained[l] == 0) return;
      hand.each((part.rows + band - 1) / band, [&](Count task) {
        const Count i0 = task * band, rows = part.rows - i0 < band ? part.rows - i0 : band;
        const Count columns = square ? i0 + rows : part.columns;
        double* const space = pairs + hand.member * 2 * (n < kernel_rows ? n : kernel_rows) * n;
        double* const inputs = space;
        double* const errors = space + rows * columns;
        const auto gram = [&](const double* a, const double* b, Count size, bool add, double factor, double* to) {
          product(row_major(a + (part.row + i0) * size, size), row_major(b + part.column * size, size).transposed(), to, columns, rows, size,
                  columns, hand.scratch[hand.member], add, factor);
        };
        const auto add_to = [&](Count k, Count j, const double* by) {
          for (Count i = 0; i < rows; i++) {
            const double* __restrict x = inputs + i * columns;
            double* __restrict to = out + ((i0 + i) * outs + k) * width + j;
            if (by == nullptr)
              for (Count c = 0; c < columns; c++) to[c * outs] += x[c];
            else
              for (Count c = 0; c < columns; c++) to[c * outs] += x[c] * by[i * columns + c];
          }
        };
        if (l == shape.layers) {
          for (Count p = 0; p < shape.positions; p++) {
            const double* top = hidden_of(l - 1) + p * n * m;
            gram(top, top, m, p > 0, 1, inputs);
          }
          for (Count k = 0; k < outs; k++) add_to(k, k, nullptr);
          return;
        }
        const Count fan = shape.fan(l), place = n * fan;
        for (Count p = 0; p < shape.positions; p++)
          for (Count r = 0; r < shape.positions; r++) {
            for (Count q = 0; q < shape.taps_of(l); q++)
              gram(before(l) + p * place + reach(l, q), before(l) + r * place + reach(l, q), fan, q > 0, branch(l) * branch(l), inputs);
            for (Count k = 0; k < outs; k++)
              for (Count j = 0; j < outs; j++) {
                gram(error_of(which, k) + p * n * m, error_of(which, j) + r * n * m, m, false, 1, errors);
                add_to(k, j, errors);
              }
          }
      });
    });
    if (!square) return;
    hand.once([&] {
      for (Count i = 0; i < width; i++)
        for (Count j = i + 1; j < width; j++) out[i * width + j] = out[j * width + i];
    });
  }
};

OVERPARAM_END
