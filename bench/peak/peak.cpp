// What one core can do at most: multiply-adds between registers, no memory. Its caller takes the best of several numbers of independent sums.
//
// One function, spin(sums, rounds), timed by its caller: a Node add-on natively, an export as WebAssembly.
#if defined(__AVX512F__)
#define VECTOR_BYTES 64
#elif defined(__AVX2__)
#define VECTOR_BYTES 32
#else
#define VECTOR_BYTES 16
#endif

typedef double Vector __attribute__((vector_size(VECTOR_BYTES)));
constexpr int lanes = VECTOR_BYTES / sizeof(double);

// Numbers that no compiler knows: with a and b in the source, a sum that starts at 1 = a + b is a constant, and one multiply-add fewer is computed than is counted.
static volatile double unknown[3] = {0.999, 0.001, 0.5};

// sum ← sum · a + b, `sums` of them side by side; a < 1, so nothing overflows or becomes subnormal. -ffp-contract=fast fuses where it can.
template <int sums>
[[gnu::noinline]] static double spin(long rounds) {
  Vector sum[sums], a = Vector{} + unknown[0], b = Vector{} + unknown[1];
#pragma GCC unroll 32
  for (int i = 0; i < sums; i++) sum[i] = Vector{} + unknown[2] * i;
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
#include <node_api.h>

static napi_value exported(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2], result;
  int32_t sums = 0;
  int64_t rounds = 0;
  napi_get_cb_info(env, info, &count, arguments, nullptr, nullptr);
  napi_get_value_int32(env, arguments[0], &sums);
  napi_get_value_int64(env, arguments[1], &rounds);
  napi_create_double(env, run(sums, rounds), &result);
  return result;
}

NAPI_MODULE_INIT() {
  napi_value spin, width;
  napi_create_function(env, "spin", NAPI_AUTO_LENGTH, exported, nullptr, &spin);
  napi_set_named_property(env, exports, "spin", spin);
  napi_create_int32(env, lanes, &width);
  napi_set_named_property(env, exports, "lanes", width);
  return exports;
}
#endif
