// Fully connected networks: products over all samples at once, with rectification and masks done while a tile is in cache.
#pragma once

#include "deep/shape.hpp"
#include "deep/sums.hpp"
#include "product/product.hpp"

OVERPARAM_BEGIN

// entry ← relu(entry); what is not a number stays so.
struct Rectify {
  void operator()(double* __restrict entries, Count, Count, Count count) const {
    for (Count l = 0; l < count; l++) entries[l] = entries[l] < 0 ? 0 : entries[l];
  }
};

// entry ← entry where h > 0, else 0
struct Masked {
  const double* h;
  Count stride;
  void operator()(double* __restrict entries, Count i, Count j, Count count) const {
    const double* __restrict at = h + i * stride + j;
    for (Count l = 0; l < count; l++) entries[l] = at[l] > 0 ? entries[l] : 0;
  }
};

// w ← w − step · entry: the step of gradient descent, while the gradient's tile is in cache.
struct Descended {
  double* w;
  Count stride;
  double step;
  void operator()(double* __restrict entries, Count i, Count j, Count count) const {
    double* __restrict at = w + i * stride + j;
    for (Count l = 0; l < count; l++) at[l] -= step * entries[l];
  }
};

// Samples of a tangent kernel that are worked on at once.
inline constexpr Count kernel_rows = 256;

struct Dense {
  DeepShape shape;
  double* data;      // [samples,inputs]
  double* targets;   // [samples]
  double* trained;   // [layers + 1]: 0 where θ is held fixed
  double* outputs;   // f [samples]
  double* residuals; // [samples]
  double* hidden;    // x_l [layers][samples,units]
  double* error[2];  // ∂f/∂(W_l x_{l−1}), and tangents [samples,units]
  double* gradient;  // [size], or of one layer at a time
  double* pairs[2];  // [kernel_rows,samples], where a tangent kernel is wanted
  ProductScratch scratch;

  static void layout(Carver& carver, Dense& p, const DeepSizes<double>& size, bool with_kernel) {
    Dense* self;
    const double n = size.samples, d = size.inputs, m = size.units, most = larger(larger(n, d), m);
    carver.take(self, 1);
    carver.take(p.data, n, d);
    carver.take(p.targets, n);
    carver.take(p.trained, size.layers + 1);
    carver.take(p.outputs, n);
    carver.take(p.residuals, n);
    carver.take(p.hidden, size.layers * n, m);
    carver.take(p.error[0], n, m);
    carver.take(p.error[1], n, m);
    carver.take(p.gradient, m, larger(m, d));
    ProductScratch::layout(carver, p.scratch, most, most, most);
    if (!with_kernel) return;
    carver.take(p.pairs[0], smaller(n, kernel_rows), n);
    carver.take(p.pairs[1], smaller(n, kernel_rows), n);
  }

  Count size() const { return shape.size(); }
  double* hidden_of(Count layer) const { return hidden + layer * shape.samples * shape.units; }
  const double* before(Count layer) const { return layer == 0 ? data : hidden_of(layer - 1); }
  Count lowest() const {
    Count layer = 0;
    while (layer < shape.layers && trained[layer] == 0) layer++;
    return layer;
  }

  void open(const DeepShape& what, const double* x, const double* y, const double* which) {
    shape = what;
    for (Count l = 0; l <= shape.layers; l++) trained[l] = which[l];
    take_samples(x, y);
  }
  void take_samples(const double* x, const double* y) {
    for (Count i = 0; i < shape.samples * shape.inputs; i++) data[i] = x[i];
    for (Count i = 0; i < shape.samples; i++) targets[i] = y[i];
  }

  // x_l of all layers and f.
  void run_forward(const double* theta) {
    const Count n = shape.samples, m = shape.units;
    for (Count l = 0; l < shape.layers; l++) {
      const Count fan = shape.fan(l);
      product(row_major(before(l), fan), row_major(theta + shape.start(l), fan).transposed(), hidden_of(l), m, n, fan, m, scratch, false, 1,
              Part::all, Rectify{});
    }
    for (Count i = 0; i < n; i++) outputs[i] = blocked_dot(theta + shape.start(shape.layers), hidden_of(shape.layers - 1) + i * m, m);
  }

  // residuals = f − y; returns the loss.
  double compare() {
    double sum = 0;
    for (Count i = 0; i < shape.samples; i++) {
      residuals[i] = outputs[i] - targets[i];
      sum += residuals[i] * residuals[i];
    }
    return 0.5 * sum / static_cast<double>(shape.samples);
  }

  // e = u_i a_j where x_L > 0
  void seed_error(const double* a, const double* u, double scale, double* __restrict e) const {
    const Count m = shape.units;
    const double* h = hidden_of(shape.layers - 1);
    for (Count i = 0; i < shape.samples; i++) {
      const double by = u == nullptr ? 1 : scale * u[i];
      for (Count j = 0; j < m; j++) e[i * m + j] = h[i * m + j] > 0 ? by * a[j] : 0;
    }
  }

  // to [samples, fan] = e W_l where x_{l−1} > 0
  void carry_back(const double* theta, Count l, const double* e, double* to) {
    const Count n = shape.samples, m = shape.units;
    product(row_major(e, m), row_major(theta + shape.start(l), m), to, m, n, m, m, scratch, false, 1, Part::all, Masked{hidden_of(l - 1), m});
  }

  // Jᵀ (scale · u) layer by layer after run_forward; put(layer, error) is called before anything above it in θ is used again.
  template <class Put>
  void run_backward(const double* theta, const double* u, double scale, const Put& put) {
    const Count last = lowest();
    seed_error(theta + shape.start(shape.layers), u, scale, error[0]);
    put(shape.layers, static_cast<const double*>(nullptr));
    if (last == shape.layers) return;
    double* here = error[0];
    double* next = error[1];
    for (Count l = shape.layers - 1;; l--) {
      if (l > last) carry_back(theta, l, here, next);
      put(l, static_cast<const double*>(here));
      if (l == last) return;
      double* const old = here;
      here = next;
      next = old;
    }
  }

  void output_gradient(const double* u, double scale, double* out) const {
    fill_zero(out, shape.units);
    for (Count i = 0; i < shape.samples; i++) add_multiple(scale * u[i], hidden_of(shape.layers - 1) + i * shape.units, out, shape.units);
  }

  // out = Jᵀ (scale · u), 0 where nothing is trained
  void pull(const double* theta, const double* u, double scale, double* out) {
    for (Count l = 0; l <= shape.layers; l++)
      if (trained[l] == 0) fill_zero(out + shape.start(l), l == shape.layers ? shape.units : shape.layer_size(l));
    run_backward(theta, u, scale, [&](Count l, const double* e) {
      if (trained[l] == 0) return;
      double* to = out + shape.start(l);
      if (l == shape.layers) return output_gradient(u, scale, to);
      const Count fan = shape.fan(l), m = shape.units, n = shape.samples;
      product(row_major(e, m).transposed(), row_major(before(l), fan), to, fan, m, n, fan, scratch);
    });
  }

  double value(const double* theta) {
    run_forward(theta);
    return compare();
  }
  double value_and_gradient(const double* theta, double* out) {
    run_forward(theta);
    const double loss = compare();
    pull(theta, residuals, 1 / static_cast<double>(shape.samples), out);
    return loss;
  }
  void forward(const double* theta, double* out) {
    run_forward(theta);
    for (Count i = 0; i < shape.samples; i++) out[i] = outputs[i];
  }
  void pullback(const double* theta, const double* u, double* out) {
    run_forward(theta);
    pull(theta, u, 1, out);
  }

  double loss_and_prepare(const double* theta) { return value(theta); }

  // Each layer moves as soon as nothing needs it any more.
  void take_step(double* theta, double step) {
    const double scale = 1 / static_cast<double>(shape.samples);
    run_backward(theta, residuals, scale, [&](Count l, const double* e) {
      if (trained[l] == 0) return;
      double* w = theta + shape.start(l);
      if (l == shape.layers) {
        output_gradient(residuals, scale, gradient);
        for (Count j = 0; j < shape.units; j++) w[j] -= step * gradient[j];
        return;
      }
      const Count fan = shape.fan(l), m = shape.units, n = shape.samples;
      product(row_major(e, m).transposed(), row_major(before(l), fan), gradient, fan, m, n, fan, scratch, false, 1, Part::all,
              Descended{w, fan, step});
    });
  }

  // out = J v
  void pushforward(const double* theta, const double* v, double* out) {
    run_forward(theta);
    const Count n = shape.samples, m = shape.units;
    double* here = error[0];
    double* next = error[1];
    bool zero = true;  // ẋ_{l−1}
    for (Count l = 0; l < shape.layers; l++) {
      const Count fan = shape.fan(l);
      if (!zero) product(row_major(here, m), row_major(theta + shape.start(l), fan).transposed(), next, m, n, fan, m, scratch);
      if (trained[l] != 0)
        product(row_major(before(l), fan), row_major(v + shape.start(l), fan).transposed(), next, m, n, fan, m, scratch, !zero);
      zero = zero && trained[l] == 0;
      if (zero) continue;
      const Masked mask{hidden_of(l), m};
      mask(next, 0, 0, n * m);
      double* const old = here;
      here = next;
      next = old;
    }
    const double* a = theta + shape.start(shape.layers);
    for (Count i = 0; i < n; i++) {
      out[i] = zero ? 0 : blocked_dot(a, here + i * m, m);
      if (trained[shape.layers] != 0) out[i] += blocked_dot(v + shape.start(shape.layers), hidden_of(shape.layers - 1) + i * m, m);
    }
  }

  // out [samples,samples] = J Jᵀ = Σ_l (e_l e_lᵀ) ∘ (x_{l−1} x_{l−1}ᵀ) + x_L x_Lᵀ, by bands of rows; the upper half is a copy.
  void tangent_kernel(const double* theta, double* out) {
    run_forward(theta);
    const Count n = shape.samples;
    fill_zero(out, n * n);
    run_backward(theta, nullptr, 1, [&](Count l, const double* e) {
      if (trained[l] == 0) return;
      for (Count i0 = 0; i0 < n; i0 += kernel_rows) {
        const Count rows = n - i0 < kernel_rows ? n - i0 : kernel_rows, columns = i0 + rows;
        band(before(l), shape.fan(l), i0, rows, columns, pairs[0]);
        if (l < shape.layers) band(e, shape.units, i0, rows, columns, pairs[1]);
        for (Count i = 0; i < rows; i++) {
          const double* __restrict x = pairs[0] + i * columns;
          const double* __restrict s = pairs[1] + i * columns;
          double* __restrict to = out + (i0 + i) * n;
          if (l == shape.layers)
            for (Count j = 0; j <= i0 + i; j++) to[j] += x[j];
          else
            for (Count j = 0; j <= i0 + i; j++) to[j] += x[j] * s[j];
        }
      }
    });
    for (Count i = 0; i < n; i++)
      for (Count j = i + 1; j < n; j++) out[i * n + j] = out[j * n + i];
  }

  // to [rows,columns] = rows i0… of a against its first rows
  void band(const double* a, Count width, Count i0, Count rows, Count columns, double* to) {
    product(row_major(a + i0 * width, width), row_major(a, width).transposed(), to, columns, rows, width, columns, scratch);
  }
};

OVERPARAM_END
