// What one core can do at most: multiply-adds between registers, no memory. The best of several numbers of independent sums.
//
// Natively a program that answers each line of its input with multiply-adds a second; as WebAssembly one function, timed from outside.
#if defined(__AVX512F__)
#define VECTOR_BYTES 64
#elif defined(__AVX2__)
#define VECTOR_BYTES 32
#else
#define VECTOR_BYTES 16
#endif

typedef double Vector __attribute__((vector_size(VECTOR_BYTES)));
constexpr int lanes = VECTOR_BYTES / sizeof(double);

// sum ← sum · a + b, `sums` of them side by side; a < 1, so nothing overflows or becomes subnormal. -ffp-contract=fast fuses where it can.
template <int sums>
[[gnu::noinline]] static double spin(long rounds) {
  Vector sum[sums], a = Vector{} + 0.999, b = Vector{} + 0.001;
#pragma GCC unroll 32
  for (int i = 0; i < sums; i++) sum[i] = Vector{} + 1.0 * i;
  for (long round = 0; round < rounds; round++)
#pragma GCC unroll 32
    for (int i = 0; i < sums; i++) sum[i] = sum[i] * a + b;
  Vector all{};
#pragma GCC unroll 32
  for (int i = 0; i < sums; i++) all += sum[i];
  return all[0] + all[lanes - 1];
}

// Multiply-adds (two operations each) of one round with `sums` sums.
static double run(int sums, long rounds) {
  switch (sums) {
    case 8: return spin<8>(rounds);
    case 10: return spin<10>(rounds);
    case 12: return spin<12>(rounds);
    case 13: return spin<13>(rounds);
    case 16: return spin<16>(rounds);
    default: return spin<24>(rounds);
  }
}

#if defined(__wasm__)
extern "C" __attribute__((export_name("spin"))) double exported(int sums, int rounds) { return run(sums, rounds); }
#else
#include <stdio.h>
#include <time.h>

static double now() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

int main() {
  const int shapes[] = {8, 10, 12, 13, 16, 24};
  char line[64];
  volatile double sink = 0;
  while (fgets(line, sizeof line, stdin) != nullptr) {
    double best = 0;
    for (const int sums : shapes) {
      const long rounds = 1000000;
      const double begun = now();
      sink = sink + run(sums, rounds);
      const double rate = 2.0 * lanes * sums * rounds / (now() - begun);
      if (rate > best) best = rate;
    }
    printf("%.17g\n", best);
    fflush(stdout);
  }
}
#endif
