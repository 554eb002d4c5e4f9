// The Node add-on: one object of functions per instruction set that this processor has.
#include <node_api.h>
#include <stdint.h>

#include "native/threads.hpp"

extern "C" {
#if defined(__x86_64__) && !defined(OVERPARAM_ONLY_GENERIC)
napi_value overparam_register_avx512(napi_env env);
napi_value overparam_register_avx2(napi_env env);
#endif
napi_value overparam_register_generic(napi_env env);
}

// The address of a typed array's first element modulo 64, so that blocks can be aligned for vector loads.
static napi_value misalignment(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value array, result;
  void* elements = nullptr;
  napi_get_cb_info(env, info, &count, &array, nullptr, nullptr);
  napi_get_typedarray_info(env, array, nullptr, nullptr, &elements, nullptr, nullptr);
  napi_create_double(env, static_cast<double>(reinterpret_cast<uintptr_t>(elements) % 64), &result);
  return result;
}

NAPI_MODULE_INIT() {
  napi_value function;
  napi_create_function(env, "misalignment", NAPI_AUTO_LENGTH, misalignment, nullptr, &function);
  napi_set_named_property(env, exports, "misalignment", function);
  napi_create_function(env, "startTeam", NAPI_AUTO_LENGTH, overparam_start_team, nullptr, &function);
  napi_set_named_property(env, exports, "startTeam", function);
#if defined(__x86_64__) && !defined(OVERPARAM_ONLY_GENERIC)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    napi_set_named_property(env, exports, "avx512", overparam_register_avx512(env));
  if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
    napi_set_named_property(env, exports, "avx2", overparam_register_avx2(env));
#endif
  napi_set_named_property(env, exports, "generic", overparam_register_generic(env));
  return exports;
}
