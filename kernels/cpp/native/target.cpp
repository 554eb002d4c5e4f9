// One instruction set: its entries as an object of Node functions. Compiled once per target.
#include "native/node_function.hpp"

#include "entries/entries.hpp"

#if defined(__x86_64__) && defined(__MMX__)
#error "compile with -mno-mmx (scripts/native.mjs says why)"
#endif

#if defined(OVERPARAM_AVX512)
#define OVERPARAM_REGISTER overparam_register_avx512
#elif defined(OVERPARAM_AVX2)
#define OVERPARAM_REGISTER overparam_register_avx2
#else
#define OVERPARAM_REGISTER overparam_register_generic
#endif

extern "C" napi_value OVERPARAM_REGISTER(napi_env env) {
  using namespace OVERPARAM_NAMESPACE;
  napi_value exports = nullptr, function = nullptr;
  napi_create_object(env, &exports);
#define OVERPARAM_WRAP(name)                                                                            \
  napi_create_function(env, #name, NAPI_AUTO_LENGTH, NodeFunction<name>::call, nullptr, &function);     \
  napi_set_named_property(env, exports, #name, function);
  OVERPARAM_ENTRIES(OVERPARAM_WRAP)
  return exports;
}
