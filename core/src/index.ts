/**
 * The isomorphic core: everything that a study is made of, and the judge.
 *
 * @example
 * import { gradientDescent, logSpaced, lossObservable, populationObjective, startSolve } from "@overparam/core";
 * const network = { activation: "abs", parameterization: "conic", students: 2, inputs: 2 } as const;
 * const teacher = { directions: Float64Array.of(1, 0), weights: Float64Array.of(1) };
 * const objective = populationObjective(engine, network, teacher);   // engine: from @overparam/kernels/node or /browser
 * const problem = { objective, start: Float64Array.of(0.7, 0.1, 0.7, -0.1) };
 * const schedule = logSpaced({ last: 1000, perDecade: 10 });
 * const solve = startSolve({ problem, dynamics: gradientDescent({ step: 0.05 }), schedule, stopAt: 1e-6, facts: {} }, engine, [lossObservable]);
 * solve.advance(1000);
 * solve.outcome?.kind;   // "reached" or "out of steps"
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
export type * from "./objective/measure.ts";
export type * from "./objective/objective.ts";
export type * from "./observe/observable.ts";
export type * from "./observe/schedule.ts";
export type * from "./observe/teacher-student.ts";
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
export * from "./dynamics/mirror-descent.ts";
export { normDependentDescent } from "./dynamics/norm-dependent-descent.ts";
export * from "./identity/canonical-json.ts";
export * from "./identity/sha256.ts";
export * from "./network/block.ts";
export * from "./network/block-view.ts";
export type { Network } from "./network/network.ts";
export * from "./network/neurons.ts";
export * from "./network/two-layer-layout.ts";
export * from "./objective/path-norm-objective.ts";
export * from "./objective/has-gradient.ts";
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
export * from "./study/lab-curve.ts";
export * from "./data/samples-from-asset.ts";
export * from "./data/teacher-from-asset.ts";
export * from "./observe/average-errors.ts";
export * from "./observe/cluster-averages.ts";
export * from "./observe/folded-angle.ts";
export * from "./observe/masses.ts";
export * from "./observe/match.ts";
export * from "./observe/nearest-angles.ts";
export * from "./observe/residual-norms.ts";
export * from "./observe/residual-split.ts";
export * from "./observe/sign-moment.ts";
export * from "./theory/asked.ts";
export * from "./theory/extrapolate.ts";
export * from "./theory/fit-line.ts";
export * from "./theory/fit-power.ts";
export * from "./theory/holm.ts";
export * from "./theory/judge-claims.ts";
export * from "./theory/judge-study.ts";
export * from "./theory/student-t.ts";
