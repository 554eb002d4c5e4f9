// Square blocks turned over in registers: lanes vectors of a row each become lanes vectors of a column each.
#pragma once

#include "target.hpp"

OVERPARAM_BEGIN

// 0, 1, …, lanes − 1 as template arguments, without the standard library.
template <int... j>
struct LaneList {};
template <int n, int... j>
struct LanesTo : LanesTo<n - 1, n - 1, j...> {};
template <int... j>
struct LanesTo<0, j...> {
  using Type = LaneList<j...>;
};

// Runs of `step` lanes exchanged between two vectors: a's upper ones of every two go to b, b's lower ones to a.
template <int step, int... j>
[[gnu::always_inline]] inline void exchange_runs(Vector& a, Vector& b, LaneList<j...>) {
  const Vector low = __builtin_shufflevector(a, b, ((j / step) % 2 == 0 ? j : lanes + j - step)...);
  const Vector high = __builtin_shufflevector(a, b, ((j / step) % 2 == 0 ? j + step : lanes + j)...);
  a = low;
  b = high;
}

template <int step>
[[gnu::always_inline]] inline void transpose_from(Vector (&block)[lanes]) {
  if constexpr (step < lanes) {
    OVERPARAM_UNROLL for (int i = 0; i < lanes; i++)
      if ((i / step) % 2 == 0) exchange_runs<step>(block[i], block[i + step], typename LanesTo<lanes>::Type{});
    transpose_from<2 * step>(block);
  }
}

// block[i][j] ← block[j][i], in log2(lanes) rounds of lanes/2 exchanges.
[[gnu::always_inline]] inline void transpose(Vector (&block)[lanes]) { transpose_from<1>(block); }

OVERPARAM_END
