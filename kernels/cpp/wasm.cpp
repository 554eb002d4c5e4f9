// The WebAssembly module: the generic target with its entries exported, and the three memory functions compilers call.
#include "entries/entries.hpp"

extern "C" {
__attribute__((no_builtin("memset"))) void* memset(void* to, int value, size_t count) {
  for (size_t i = 0; i < count; i++) static_cast<char*>(to)[i] = static_cast<char>(value);
  return to;
}
__attribute__((no_builtin("memcpy"))) void* memcpy(void* __restrict to, const void* __restrict from, size_t count) {
  for (size_t i = 0; i < count; i++) static_cast<char*>(to)[i] = static_cast<const char*>(from)[i];
  return to;
}
__attribute__((no_builtin("memmove", "memcpy"))) void* memmove(void* to, const void* from, size_t count) {
  char* t = static_cast<char*>(to);
  const char* f = static_cast<const char*>(from);
  if (t < f)
    for (size_t i = 0; i < count; i++) t[i] = f[i];
  else
    for (size_t i = count; i > 0; i--) t[i - 1] = f[i - 1];
  return to;
}
}
