// Any entry as a function that Node can call: numbers become numbers, typed arrays become pointers to their elements.
#pragma once

#include <node_api.h>

#include "target.hpp"

OVERPARAM_BEGIN

template <class T>
struct Argument;  // from a JavaScript value

template <>
struct Argument<double> {
  static double of(napi_env env, napi_value value) {
    double number = 0;
    napi_get_value_double(env, value, &number);
    return number;
  }
};

template <>
struct Argument<Count> {
  static Count of(napi_env env, napi_value value) {
    int64_t number = 0;
    napi_get_value_int64(env, value, &number);
    return static_cast<Count>(number);
  }
};

template <>
struct Argument<int> {
  static int of(napi_env env, napi_value value) { return static_cast<int>(Argument<Count>::of(env, value)); }
};

// Null for anything that is not a typed array.
template <class T>
struct Argument<T*> {
  static T* of(napi_env env, napi_value value) {
    void* elements = nullptr;
    if (napi_get_typedarray_info(env, value, nullptr, nullptr, &elements, nullptr, nullptr) != napi_ok) return nullptr;
    return static_cast<T*>(elements);
  }
};

template <class T>
inline constexpr bool is_void = false;
template <>
inline constexpr bool is_void<void> = true;

template <auto entry>
struct NodeFunction;

template <class Result, class... Arguments, Result (*entry)(Arguments...)>
struct NodeFunction<entry> {
  static napi_value call(napi_env env, napi_callback_info info) {
    size_t count = sizeof...(Arguments);
    napi_value values[sizeof...(Arguments)];
    napi_get_cb_info(env, info, &count, values, nullptr, nullptr);
    return run(env, values, static_cast<Indices<sizeof...(Arguments)>*>(nullptr));
  }

 private:
  // 0, 1, …, n − 1 without the standard library, whose inline functions must not be compiled for one target and run on another.
  template <int... i>
  struct Sequence {};
  template <int n, int... i>
  struct Build : Build<n - 1, n - 1, i...> {};
  template <int... i>
  struct Build<0, i...> {
    using Type = Sequence<i...>;
  };
  template <int n>
  using Indices = typename Build<n>::Type;

  template <int... i>
  static napi_value run(napi_env env, napi_value* values, Sequence<i...>*) {
    if constexpr (is_void<Result>) {
      entry(Argument<Arguments>::of(env, values[i])...);
      return nullptr;
    } else {
      napi_value result = nullptr;
      napi_create_double(env, static_cast<double>(entry(Argument<Arguments>::of(env, values[i])...)), &result);
      return result;
    }
  }
};

OVERPARAM_END
