// The machine one translation unit is compiled for: namespace, vector width, register tile, fused multiply-add.
//
// Every source file is compiled once per target, each time in a namespace of its own, so that no function compiled with
// AVX-512 can be picked by the linker for a machine without it. Only the tiles differ between targets; everything else uses
// plain IEEE operations and gives the same bits everywhere.
#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(OVERPARAM_AVX512)
#include <immintrin.h>
#define OVERPARAM_NAMESPACE overparam_avx512
#elif defined(OVERPARAM_AVX2)
#include <immintrin.h>
#define OVERPARAM_NAMESPACE overparam_avx2
#else
#define OVERPARAM_NAMESPACE overparam_generic
#endif

#define OVERPARAM_BEGIN namespace OVERPARAM_NAMESPACE {
#define OVERPARAM_END }

// A loop over the register tile must be unrolled completely, else GCC keeps the accumulators in memory.
#define OVERPARAM_UNROLL _Pragma("GCC unroll 16")

OVERPARAM_BEGIN

// Sizes and indices. 64 bits natively, 32 on WebAssembly, where memory is too.
using Count = ptrdiff_t;

#if defined(OVERPARAM_AVX512)
inline constexpr int vector_bytes = 64;
inline constexpr int tile_vectors = 3;
inline constexpr int tile_samples = 8;
#elif defined(OVERPARAM_AVX2)
inline constexpr int vector_bytes = 32;
inline constexpr int tile_vectors = 3;
inline constexpr int tile_samples = 4;
#else
inline constexpr int vector_bytes = 16;
inline constexpr int tile_vectors = 2;
inline constexpr int tile_samples = 4;
#endif

inline constexpr int lanes = vector_bytes / static_cast<int>(sizeof(double));
inline constexpr Count panel_width = tile_vectors * lanes;

typedef double Vector __attribute__((vector_size(vector_bytes)));
typedef long long LaneMask __attribute__((vector_size(vector_bytes)));

// a · b + c: one rounding where the machine has it (the same bits from every compiler), two elsewhere.
[[gnu::always_inline]] inline Vector multiply_add(Vector a, Vector b, Vector c) {
#if defined(OVERPARAM_AVX512)
  return _mm512_fmadd_pd(a, b, c);
#elif defined(OVERPARAM_AVX2)
  return _mm256_fmadd_pd(a, b, c);
#else
  return a * b + c;
#endif
}

[[gnu::always_inline]] inline Vector load(const double* from) { return *reinterpret_cast<const Vector*>(from); }
[[gnu::always_inline]] inline void store(double* to, Vector value) { *reinterpret_cast<Vector*>(to) = value; }

// One instruction; `Vector{} + value` would keep an addition, because 0 + (−0) is not −0.
[[gnu::always_inline]] inline Vector broadcast(double value) {
#if defined(OVERPARAM_AVX512)
  return _mm512_set1_pd(value);
#elif defined(OVERPARAM_AVX2)
  return _mm256_set1_pd(value);
#else
  return Vector{value, value};
#endif
}

OVERPARAM_END
