// Waiting for a word in memory to change: spin, then give the core away, then sleep until woken.
#pragma once

#include "target.hpp"

#if !defined(__wasm__)
#include <sched.h>
#if defined(__linux__)
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif
#endif

OVERPARAM_BEGIN

[[gnu::always_inline]] inline void spin_once() {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  asm volatile("yield");
#endif
}

inline void sleep_while(int* word, int value) {
#if defined(__wasm_atomics__)
  __builtin_wasm_memory_atomic_wait32(word, value, -1);
#elif defined(__linux__) && !defined(__wasm__)
  syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, nullptr, nullptr, 0);
#elif !defined(__wasm__)
  sched_yield();
#endif
}

inline void wake_all(int* word) {
#if defined(__wasm_atomics__)
  __builtin_wasm_memory_atomic_notify(word, ~0u);
#elif defined(__linux__) && !defined(__wasm__)
  syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1 << 30, nullptr, nullptr, 0);
#endif
}

// Some 20 µs of spinning cover a barrier between equal members; a core that another process wants is given away after that.
#if defined(__wasm__)
inline constexpr int most_spins = 40000;
#else
inline constexpr int most_spins = 2000;
#endif

// A word to wait on, and how many sleep on it, so that nobody is called to wake no one.
struct Signal {
  int value;
  int sleepers;

  int now() { return __atomic_load_n(&value, __ATOMIC_ACQUIRE); }

  void raise() {
    __atomic_add_fetch(&value, 1, __ATOMIC_SEQ_CST);
    if (__atomic_load_n(&sleepers, __ATOMIC_SEQ_CST) > 0) wake_all(&value);
  }

  // Never inlined: inlined into a kernel, it gave other bits on WebAssembly under the baseline compiler of V8 (Node 20: always with --liftoff-only, never with
  // --no-liftoff), as if the kernel's local variables were lost in the wait. Native threads, also with one of them slowed down at every stage, never showed it.
  [[gnu::noinline]] void wait_while(int old) {
    for (int spins = 0; now() == old; spins++) {
      if (spins < most_spins) {
        spin_once();
#if !defined(__wasm__)
      } else if (spins < most_spins + 50) {
        sched_yield();
#endif
      } else {
        __atomic_add_fetch(&sleepers, 1, __ATOMIC_SEQ_CST);
        sleep_while(&value, old);
        __atomic_sub_fetch(&sleepers, 1, __ATOMIC_SEQ_CST);
      }
    }
  }
};

OVERPARAM_END
