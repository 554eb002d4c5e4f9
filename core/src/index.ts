/**
 * The isomorphic core: everything that a study is made of, and the judge.
 *
 * @module
 */
export type * from "@overparam/kernels";
export { misuse, Misuse } from "@overparam/kernels";
export type * from "./data/tensor.ts";
export type * from "./dynamics/dynamics.ts";
export type * from "./dynamics/problem.ts";
export type * from "./figure/figure.ts";
export type * from "./network/layout.ts";
export type * from "./objective/objective.ts";
export type * from "./observe/observable.ts";
export type * from "./observe/schedule.ts";
export type * from "./random/key.ts";
export * from "./schema/schema.ts";
export type * from "./solve/outcome.ts";
export type * from "./study/claim.ts";
export type * from "./study/context.ts";
export type * from "./study/record.ts";
export type * from "./study/reference.ts";
export type * from "./study/setup.ts";
export type * from "./study/study.ts";
export type * from "./theory/evidence.ts";
export type * from "./theory/prediction.ts";
export type * from "./theory/verdict.ts";
export * from "./data/teacher-labels.ts";
export * from "./dynamics/axpy.ts";
export * from "./dynamics/fresh-sample-descent.ts";
export { gradientDescent } from "./dynamics/gradient-descent.ts";
export * from "./identity/canonical-json.ts";
export * from "./identity/sha256.ts";
export * from "./network/block.ts";
export * from "./network/block-view.ts";
export * from "./network/neurons.ts";
export * from "./network/two-layer-layout.ts";
export * from "./objective/population-objective.ts";
export * from "./objective/sampled-objective.ts";
export * from "./observe/gradient-norm.ts";
export * from "./observe/gradient-ratio.ts";
export * from "./observe/log-spaced.ts";
export * from "./observe/loss.ts";
export * from "./observe/loss-floor.ts";
export * from "./observe/norm.ts";
export * from "./observe/rise.ts";
export * from "./random/bits.ts";
export * from "./random/fold.ts";
export * from "./random/normal.ts";
export * from "./random/permutation.ts";
export * from "./random/root-key.ts";
export * from "./random/sphere.ts";
export { threefry2x32 } from "./random/threefry.ts";
export * from "./random/uniform.ts";
export * from "./schema/json-schema.ts";
export * from "./schema/nearest-name.ts";
export * from "./schema/resolve-config.ts";
export * from "./solve/solve.ts";
