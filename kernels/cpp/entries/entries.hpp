// All entries, and their list for hosts that need one.
#pragma once

#include "entries/curvature.hpp"
#include "entries/deep.hpp"
#include "entries/elementary.hpp"
#include "entries/flow.hpp"
#include "entries/linear.hpp"
#include "entries/population.hpp"
#include "entries/product.hpp"
#include "entries/sampled.hpp"
#include "entries/tangent.hpp"
#include "entries/team.hpp"

#define OVERPARAM_ENTRIES(ENTRY)                                                                                                  \
  ENTRY(math_exp) ENTRY(math_log) ENTRY(math_sin) ENTRY(math_cos) ENTRY(math_tanh) ENTRY(math_erf) ENTRY(math_atan2)              \
  ENTRY(math_power) ENTRY(math_log1p) ENTRY(math_sigmoid) ENTRY(math_softplus) ENTRY(math_each)                                     \
  ENTRY(curvature_plan) ENTRY(curvature_open) ENTRY(curvature_value) ENTRY(curvature_gradient) ENTRY(curvature_hessian)           \
  ENTRY(population_plan) ENTRY(population_open) ENTRY(population_value) ENTRY(population_gradient) ENTRY(population_floor)        \
  ENTRY(population_hessian) ENTRY(population_hessian_times) ENTRY(population_descend) ENTRY(population_gram)                      \
  ENTRY(population_angles) ENTRY(population_psi)                                                                                  \
  ENTRY(deep_plan) ENTRY(deep_open) ENTRY(deep_load) ENTRY(deep_value) ENTRY(deep_gradient) ENTRY(deep_forward)                   \
  ENTRY(deep_pullback) ENTRY(deep_pushforward) ENTRY(deep_tangent_kernel) ENTRY(deep_hidden) ENTRY(deep_descend)                  \
  ENTRY(flow_plan) ENTRY(flow_open) ENTRY(flow_advance)                                                                           \
  ENTRY(team_open) ENTRY(team_members) ENTRY(team_stop)                                                                                             \
  ENTRY(sampled_plan) ENTRY(sampled_open) ENTRY(sampled_load) ENTRY(sampled_value) ENTRY(sampled_gradient) ENTRY(sampled_forward) \
  ENTRY(sampled_descend)                                                                                                          \
  ENTRY(tangent_plan) ENTRY(tangent_work) ENTRY(tangent_gram)                                                                     \
  ENTRY(product_plan) ENTRY(product_multiply) ENTRY(linear_cholesky_plan) ENTRY(linear_cholesky) ENTRY(linear_cholesky_solve) \
  ENTRY(linear_eigen_plan) ENTRY(linear_eigen) ENTRY(linear_lanczos_plan) ENTRY(linear_lanczos) ENTRY(linear_singular_plan) \
  ENTRY(linear_singular) ENTRY(linear_qr_plan) ENTRY(linear_qr) ENTRY(linear_least_squares)      \
  ENTRY(linear_nonnegative)
