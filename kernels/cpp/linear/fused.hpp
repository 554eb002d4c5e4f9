// Sums along rows at the width of the target, fused where it can: the bits differ between backends, not between compilers.
#pragma once

#include "elementary/number.hpp"
#include "tile/simd.hpp"

OVERPARAM_BEGIN

inline double sum_of_lanes(Vector x) {
  alignas(vector_bytes) double lane[lanes];
  store(lane, x);
  return sum_halves<double, lanes>(lane);
}

[[gnu::noinline]] inline double fused_dot(const double* u, const double* v, Count n) {
  Vector sum[4] = {};
  Count l = 0;
  for (; l + 4 * lanes <= n; l += 4 * lanes)
    OVERPARAM_UNROLL for (int c = 0; c < 4; c++) sum[c] = multiply_add(load_loose(u + l + c * lanes), load_loose(v + l + c * lanes), sum[c]);
  for (; l + lanes <= n; l += lanes) sum[0] = multiply_add(load_loose(u + l), load_loose(v + l), sum[0]);
  double rest = 0;
  for (; l < n; l++) rest += u[l] * v[l];
  return sum_of_lanes((sum[0] + sum[2]) + (sum[1] + sum[3])) + rest;
}

// y += a x
inline void fused_axpy(double a, const double* x, double* y, Count n) {
  const Vector factor = broadcast(a);
  Count l = 0;
  for (; l + lanes <= n; l += lanes) store_loose(y + l, multiply_add(factor, load_loose(x + l), load_loose(y + l)));
  for (; l < n; l++) y[l] += a * x[l];
}

// y += Σ_r a[r] · row r of x, four rows at a time, so that y travels a quarter as often.
[[gnu::noinline]] inline void add_rows(const double* a, Count a_stride, const double* x, Count stride, Count rows, double* y, Count n) {
  Count r = 0;
  for (; r + 4 <= rows; r += 4, x += 4 * stride, a += 4 * a_stride) {
    const double f[4] = {a[0], a[a_stride], a[2 * a_stride], a[3 * a_stride]};
    Count l = 0;
    for (; l + lanes <= n; l += lanes) {
      Vector sum = load_loose(y + l);
      OVERPARAM_UNROLL for (int c = 0; c < 4; c++) sum = multiply_add(broadcast(f[c]), load_loose(x + c * stride + l), sum);
      store_loose(y + l, sum);
    }
    for (; l < n; l++)
      for (int c = 0; c < 4; c++) y[l] += f[c] * x[c * stride + l];
  }
  for (; r < rows; r++, x += stride, a += a_stride) fused_axpy(*a, x, y, n);
}

// out[r] = row r of x · v, four rows at a time.
[[gnu::noinline]] inline void dot_rows(const double* x, Count stride, Count rows, const double* v, Count n, double* out) {
  Count r = 0;
  for (; r + 4 <= rows; r += 4, x += 4 * stride, out += 4) {
    Vector sum[4][2] = {};
    Count l = 0;
    for (; l + 2 * lanes <= n; l += 2 * lanes)
      OVERPARAM_UNROLL for (int c = 0; c < 4; c++) OVERPARAM_UNROLL for (int h = 0; h < 2; h++) sum[c][h] =
          multiply_add(load_loose(x + c * stride + l + h * lanes), load_loose(v + l + h * lanes), sum[c][h]);
    for (int c = 0; c < 4; c++) {
      double rest = 0;
      for (Count t = l; t < n; t++) rest += x[c * stride + t] * v[t];
      out[c] = sum_of_lanes(sum[c][0] + sum[c][1]) + rest;
    }
  }
  for (; r < rows; r++, x += stride) *out++ = fused_dot(x, v, n);
}

// y += A v for a symmetric A [n,n] of which only the upper half is read, once: each entry serves its row and its column.
[[gnu::noinline]] inline void symmetric_times(const double* a, Count stride, Count n, const double* v, double* y) {
  Count i = 0;
  for (; i + 4 <= n; i += 4) {
    const double* row = a + i * stride;
    double sum[4];
    for (int r = 0; r < 4; r++) {
      sum[r] = row[r * stride + i + r] * v[i + r];
      for (int s = r + 1; s < 4; s++) sum[r] += row[r * stride + i + s] * v[i + s];
      for (int s = 0; s < r; s++) sum[r] += row[s * stride + i + r] * v[i + s];
    }
    Vector along[4] = {};
    Count l = i + 4;
    for (; l + lanes <= n; l += lanes) {
      const Vector other = load_loose(v + l);
      Vector down = load_loose(y + l);
      OVERPARAM_UNROLL for (int r = 0; r < 4; r++) {
        const Vector entries = load_loose(row + r * stride + l);
        along[r] = multiply_add(entries, other, along[r]);
        down = multiply_add(entries, broadcast(v[i + r]), down);
      }
      store_loose(y + l, down);
    }
    for (; l < n; l++)
      for (int r = 0; r < 4; r++) {
        sum[r] += row[r * stride + l] * v[l];
        y[l] += row[r * stride + l] * v[i + r];
      }
    for (int r = 0; r < 4; r++) y[i + r] += sum_of_lanes(along[r]) + sum[r];
  }
  for (; i < n; i++) {
    y[i] += a[i * stride + i] * v[i];
    for (Count l = i + 1; l < n; l++) {
      y[i] += a[i * stride + l] * v[l];
      y[l] += a[i * stride + l] * v[i];
    }
  }
}

OVERPARAM_END
