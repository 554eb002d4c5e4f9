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
