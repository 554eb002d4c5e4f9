// What the outside calls: flat functions of numbers and pointers, one list for both hosts.
//
// WebAssembly exports each under its own name; natively `addon_target.hpp` wraps each for Node from the list at the end of
// entries.hpp. Arguments have been checked by the TypeScript side; nothing here allocates or fails.
#pragma once

#include "target.hpp"

#if defined(__wasm__)
#define OVERPARAM_ENTRY(type, name) extern "C" __attribute__((export_name(#name))) type name
#else
#define OVERPARAM_ENTRY(type, name) inline type name
#endif
