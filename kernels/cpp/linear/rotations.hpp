// Sweeps of plane rotations on neighbouring rows, gathered and then applied many at a time.
//
// A sweep goes down from rows (hi, hi + 1) to (lo, lo + 1). Each rotation alone would read and write two rows; here several
// sweeps run as a wave, each one row behind the one before, so that the rows between them stay in registers and a row is read
// and written once per wave. Columns go in strips that fit the second cache, where all gathered sweeps meet them.
// Source of the wave: Van Zee, van de Geijn, Quintana-Ortí 2014.
#pragma once

#include "linear/fused.hpp"
#include "carver.hpp"

OVERPARAM_BEGIN

struct Rotations {
  // Between two gatherings the rows go through memory: 48 sweeps at a time took 180 ms for 1000 vectors, 128 take 170, 256 no less than 167.
  static constexpr int capacity = 128;
#if defined(OVERPARAM_AVX512)
  static constexpr int wave = 4, wide = 4;
#else
  static constexpr int wave = 2, wide = 3;
#endif
  static constexpr Count strip = wide * lanes;

  double* cosines;  // [capacity, n]: entry i turns rows i and i + 1
  double* sines;    // [capacity, n]
  double* packed;   // [n, strip]
  int* low;         // [capacity]
  int* high;        // [capacity]
  Count n;
  int count;

  static void layout(Carver& carver, Rotations& r, double n) {
    carver.take(r.cosines, n, capacity);
    carver.take(r.sines, n, capacity);
    carver.take(r.packed, n, strip);
    carver.take(r.low, capacity);
    carver.take(r.high, capacity);
  }

  void open(Count rows) {
    n = rows;
    count = 0;
  }
  bool full() const { return count == capacity; }
  // Where the next sweep's rotations go; `close_sweep` says which of them there are.
  double* next_cosines() const { return cosines + count * n; }
  double* next_sines() const { return sines + count * n; }
  void close_sweep(Count lo, Count hi) {
    if (hi < lo) return;
    low[count] = static_cast<int>(lo);
    high[count++] = static_cast<int>(hi);
  }

  // low row ← c · low − s · high, high row ← s · low + c · high, over x [n, columns]. With `upward`, row i counts from the end, and
  // the rotation of (i, i + 1) is that of rows n − 1 − i and n − 2 − i.
  void apply(double* x, Count columns, bool upward) {
    if (count == 0) return;
    for (int g = 0; g < count; g += wave) make_alike(g, count - g < wave ? count - g : wave);
    // Rows outside of every sweep stay where they are.
    Count from = low[0], to = high[0] + 1;
    for (int s = 1; s < count; s++) {
      from = low[s] < from ? low[s] : from;
      to = high[s] + 1 > to ? high[s] + 1 : to;
    }
    double* first = upward ? x + (n - 1) * columns : x;
    const Count step = upward ? -columns : columns;
    for (Count j = 0; j < columns; j += strip) {
      const Count some = columns - j < strip ? columns - j : strip;
      for (Count i = from; i <= to; i++)
        for (Count l = 0; l < strip; l++) packed[i * strip + l] = l < some ? first[i * step + j + l] : 0;
      for (int g = 0; g < count; g += wave) {
        if (count - g >= wave) {
          turn_wave(g);
        } else {
          for (int s = g; s < count; s++) turn(s, low[s], high[s]);
        }
      }
      for (Count i = from; i <= to; i++)
        for (Count l = 0; l < some; l++) first[i * step + j + l] = packed[i * strip + l];
    }
  }

 private:
  // Gives the sweeps of a wave one range, by rotations that do nothing.
  void make_alike(int g, int some) {
    int lo = low[g], hi = high[g];
    for (int s = g; s < g + some; s++) {
      lo = low[s] < lo ? low[s] : lo;
      hi = high[s] > hi ? high[s] : hi;
    }
    for (int s = g; s < g + some; s++) {
      for (Count i = lo; i <= hi; i++)
        if (i < low[s] || i > high[s]) {
          cosines[s * n + i] = 1;
          sines[s * n + i] = 0;
        }
      low[s] = lo;
      high[s] = hi;
    }
  }

  void turn(int s, Count lo, Count hi) const {
    for (Count i = hi; i >= lo; i--) {
      const Vector c = broadcast(cosines[s * n + i]), t = broadcast(sines[s * n + i]);
      for (Count l = 0; l < strip; l += lanes) {
        double* at = packed + i * strip + l;
        const Vector a = load(at), b = load(at + strip);
        store(at + strip, multiply_add(t, a, c * b));
        store(at, multiply_add(c, a, -(t * b)));
      }
    }
  }

  void turn_wave(int g) const {
    const Count lo = low[g], hi = high[g];
    if (hi - lo + 1 < wave) {
      for (int s = 0; s < wave; s++) turn(g + s, lo, hi);
      return;
    }
    for (int s = 0; s + 1 < wave; s++) turn(g + s, hi - wave + s + 2, hi);
    Vector rows[wave + 1][wide];
    Count i = hi - wave + 1;
    OVERPARAM_UNROLL for (int r = 1; r <= wave; r++) OVERPARAM_UNROLL for (int v = 0; v < wide; v++) rows[r][v] =
        load(packed + (i + r) * strip + v * lanes);
    const double* c = cosines + g * n;
    const double* t = sines + g * n;
    for (; i >= lo; i--) {
      OVERPARAM_UNROLL for (int v = 0; v < wide; v++) rows[0][v] = load(packed + i * strip + v * lanes);
      OVERPARAM_UNROLL for (int s = 0; s < wave; s++) {
        const Vector cosine = broadcast(c[s * n + i + s]), sine = broadcast(t[s * n + i + s]);
        OVERPARAM_UNROLL for (int v = 0; v < wide; v++) {
          const Vector a = rows[s][v], b = rows[s + 1][v];
          rows[s + 1][v] = multiply_add(sine, a, cosine * b);
          rows[s][v] = multiply_add(cosine, a, -(sine * b));
        }
      }
      OVERPARAM_UNROLL for (int v = 0; v < wide; v++) store(packed + (i + wave) * strip + v * lanes, rows[wave][v]);
      OVERPARAM_UNROLL for (int r = wave; r > 0; r--) OVERPARAM_UNROLL for (int v = 0; v < wide; v++) rows[r][v] = rows[r - 1][v];
    }
    OVERPARAM_UNROLL for (int r = 1; r <= wave; r++) OVERPARAM_UNROLL for (int v = 0; v < wide; v++)
        store(packed + (lo - 1 + r) * strip + v * lanes, rows[r][v]);
    for (int s = 1; s < wave; s++) turn(g + s, lo, lo + s - 1);
  }
};

OVERPARAM_END
