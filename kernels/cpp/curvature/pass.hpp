// One pass over the samples: value, gradient and, where wanted, the Hessian.
#pragma once

#include "curvature/problem.hpp"

OVERPARAM_BEGIN

template <Smooth sigma>
struct CurvaturePass {
  Curvature& p;
  const double output_bias;
  double squares = 0, residuals = 0;

  // σ, σ' and σ'' of `rows` samples. What a vector writes past a sample's last neuron, the next sample overwrites.
  void forward(Count first, Count rows) {
    const Count m = p.students, d = p.inputs, padded = p.padded;
    for (Count i = 0; i < rows; i++) {
      const double* x = p.x + (first + i) * d;
      for (Count j = 0; j < padded; j += lanes) {
        Vector z = load(p.weights + d * padded + j);
        for (Count l = 0; l < d; l++) z = multiply_add(load(p.weights + l * padded + j), broadcast(x[l]), z);
        store_loose(p.value + i * m + j, z);
      }
    }
    for (Count k = 0; k < rows * m; k += lanes) {
      const WithBend s = with_bend<sigma>(load(p.value + k));
      store(p.value + k, s.value);
      store(p.slope + k, s.slope);
      store(p.bend + k, s.bend);
    }
  }

  // r of sample i, whose neurons begin at `value`.
  double residual(Count i, const double* value) {
    const Count d = p.inputs, padded = p.padded;
    for (Count l = 0; l < d; l++) p.row[l] = p.x[i * d + l];
    p.row[d] = 1;
    const double* a = p.weights + (d + 1) * padded;
    Vector output = {};
    for (Count j = 0; j < padded; j += lanes) output = multiply_add(load(a + j), load_loose(value + j), output);
    double f = output_bias;
    for (int lane = 0; lane < lanes; lane++) f += output[lane];
    return f - p.y[i];
  }

  // Sums that are linear in r, for one sample.
  template <bool with_hessian>
  void add_residual_terms(double r, Count at) {
    const Count features = p.features(), padded = p.padded;
    const double* a = p.weights + features * padded;
    const Vector residual = broadcast(r);
    for (Count j = 0; j < padded; j += lanes) {
      store(p.straight + j, multiply_add(residual, load_loose(p.value + at + j), load(p.straight + j)));
      const Vector slope = residual * load_loose(p.slope + at + j), bend = residual * load(a + j) * load_loose(p.bend + at + j);
      double* curved = p.curved + j;
      for (Count l = 0; l < features; l++) {
        double* mixed = p.mixed + l * padded + j;
        store(mixed, multiply_add(slope, broadcast(p.row[l]), load(mixed)));
        if constexpr (with_hessian) {
          const Vector part = bend * broadcast(p.row[l]);
          for (Count k = l; k < features; k++, curved += padded) store(curved, multiply_add(part, broadcast(p.row[k]), load(curved)));
        }
      }
    }
  }

  // One row of J, in the inner order.
  void write_jacobian(Count at, double* __restrict out) {
    const Count m = p.students, features = p.features();
    const double* __restrict a = p.weights + features * p.padded;
    const double* __restrict slope = p.slope + at;
    const double* __restrict value = p.value + at;
    for (Count l = 0; l < features; l++) {
      const double x = p.row[l];
      for (Count j = 0; j < m; j++) out[l * m + j] = a[j] * slope[j] * x;
    }
    for (Count j = 0; j < m; j++) out[features * m + j] = value[j];
    out[(features + 1) * m] = 1;
  }

  // Returns L; the sums are left in p.
  template <bool with_hessian>
  double run() {
    const Count n = p.samples, size = p.size(), features = p.features();
    for (Count i = 0; i < features * p.padded; i++) p.mixed[i] = 0;
    for (Count i = 0; i < p.padded; i++) p.straight[i] = 0;
    if constexpr (with_hessian)
      for (Count i = 0; i < features * (features + 1) / 2 * p.padded; i++) p.curved[i] = 0;
    for (Count first = 0; first < n; first += Curvature::block) {
      const Count rows = n - first < Curvature::block ? n - first : Curvature::block;
      double block_squares = 0, block_residuals = 0;
      for (Count i = 0; i < rows; i++) {
        const Count at = i % Curvature::strip * p.students;
        if (at == 0) forward(first + i, rows - i < Curvature::strip ? rows - i : Curvature::strip);
        const double r = residual(first + i, p.value + at);
        block_squares += r * r;
        block_residuals += r;
        add_residual_terms<with_hessian>(r, at);
        if constexpr (with_hessian) write_jacobian(at, p.jacobian + i * size);
      }
      squares += block_squares;
      residuals += block_residuals;
      if constexpr (with_hessian) {
        const Matrix j = row_major(p.jacobian, size);
        product(j.transposed(), j, p.inside, size, size, rows, size, p.scratch, first > 0, 1, Part::upper);
      }
    }
    return 0.5 * squares / static_cast<double>(n);
  }

  void write_gradient(double* out) const {
    const Count m = p.students, features = p.features();
    const double share = 1 / static_cast<double>(p.samples);
    const double* a = p.weights + features * p.padded;
    for (Count j = 0; j < m; j++) {
      for (Count l = 0; l < features; l++) out[p.place(l, j)] = share * (a[j] * p.mixed[l * p.padded + j]);
      out[p.place(features, j)] = share * p.straight[j];
    }
    out[(features + 1) * m] = share * residuals;
  }

  // Adds what bends f to JᵀJ, and writes both halves in the order of θ.
  void write_hessian(double* out) const {
    const Count m = p.students, features = p.features(), size = p.size(), last = size - 1;
    const double share = 1 / static_cast<double>(p.samples);
    const double* curved = p.curved;
    for (Count l = 0; l < features; l++) {
      for (Count k = l; k < features; k++, curved += p.padded)
        for (Count j = 0; j < m; j++) p.inside[(l * m + j) * size + k * m + j] += curved[j];
      for (Count j = 0; j < m; j++) p.inside[(l * m + j) * size + features * m + j] += p.mixed[l * p.padded + j];
    }
    const auto write = [&](Count to_row, Count to_column, double entry) {
      out[to_row * size + to_column] = out[to_column * size + to_row] = share * entry;
    };
    for (Count l = 0; l <= features; l++)
      for (Count j = 0; j < m; j++) {
        const double* from = p.inside + (l * m + j) * size;
        const Count row = p.place(l, j);
        for (Count k = l; k <= features; k++)
          for (Count i = k == l ? j : 0; i < m; i++) write(row, p.place(k, i), from[k * m + i]);
        write(row, last, from[last]);
      }
    write(last, last, p.inside[last * size + last]);
  }
};

// Calls act.run<σ>(pass) for the activation of the problem.
template <class Act>
inline double with_pass(Curvature& p, const double* theta, Act act) {
  p.load_weights(theta);
  const double c = theta[p.size() - 1];
  switch (p.activation) {
    case Smooth::tanh: return act(CurvaturePass<Smooth::tanh>{p, c});
    case Smooth::sigmoid: return act(CurvaturePass<Smooth::sigmoid>{p, c});
    case Smooth::softplus: return act(CurvaturePass<Smooth::softplus>{p, c});
    case Smooth::erf: return act(CurvaturePass<Smooth::erf>{p, c});
    case Smooth::gelu: return act(CurvaturePass<Smooth::gelu>{p, c});
    default: return act(CurvaturePass<Smooth::quadratic>{p, c});
  }
}

OVERPARAM_END
