/**
 * The flat functions of the C++ source (cpp/entries), with the kind of each argument in order:
 * `n` a number · `s` a block of engine memory · `i` an array read · `o` an array written · `b` an array read and written.
 */
export const entries = {
  math_exp: "n",
  math_log: "n",
  math_sin: "n",
  math_cos: "n",
  math_tanh: "n",
  math_erf: "n",
  math_atan2: "n n",
  math_power: "n n n n",
  math_log1p: "n",
  math_sigmoid: "n",
  math_softplus: "n",
  math_each: "n i o n",
  population_plan: "n n n",
  population_open: "s n n n n n i i",
  population_value: "s i",
  population_gradient: "s i o",
  population_floor: "s i",
  population_hessian: "s i o",
  population_hessian_times: "s i i o",
  population_descend: "s b n n n o",
  population_gram: "n i n i n n o s",
  population_angles: "i n i n n o s",
  population_psi: "n",
  team_open: "s n",
  team_members: "s",
  team_stop: "s",
  sampled_plan: "n n n n n n n n",
  sampled_open: "s s n n n n n n n n n n i i i",
  sampled_load: "s i i",
  sampled_value: "s i",
  sampled_gradient: "s i o",
  sampled_forward: "s i o",
  sampled_descend: "s b n n n o",
  deep_plan: "n n n n n n n n",
  deep_open: "s n n n n n n n n n i i i",
  deep_load: "s i i",
  deep_value: "s i",
  deep_gradient: "s i o",
  deep_forward: "s i o",
  deep_pullback: "s i i o",
  deep_pushforward: "s i i o",
  deep_tangent_kernel: "s i o",
  deep_descend: "s b n n n o",
  product_plan: "n n n",
  product_multiply: "i i b n n n n n n n n n i n i n n i s",
  linear_cholesky: "i n o",
  linear_cholesky_solve: "i n b n",
  linear_eigen: "i n o o n s",
  linear_least_squares: "i i n n o s",
  linear_nonnegative: "i i n o s o",
} as const;

export type EntryName = keyof typeof entries;

type Kind<K extends string> = K extends "n" ? number : Float64Array;
type Arguments<S extends string> = S extends `${infer First} ${infer Rest}` ? [Kind<First>, ...Arguments<Rest>] : [Kind<S>];

/** Every entry as a function; those that return nothing in C++ return something meaningless here. */
export type Entries = { readonly [Name in EntryName]: (...values: Arguments<(typeof entries)[Name]>) => number };
