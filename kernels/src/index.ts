/**
 * Types and the contract of the numeric engine. Nothing here computes: hosts load an engine from
 * `@overparam/kernels/node` or `@overparam/kernels/browser` and hand it to core.
 *
 * @module
 */
export {
  type CurvatureKernels,
  type CurvatureProblem,
  type SmoothActivation,
  type SmoothNetwork,
  smoothParameterCount,
} from "./curvature.ts";
export {
  type Circular,
  type Convolutional,
  type DeepActivation,
  deepBlockShapes,
  deepInputCount,
  type DeepKernels,
  type DeepLoss,
  type DeepNetwork,
  type DeepOptions,
  deepParameterCount,
  type DeepProblem,
  type FullyConnected,
  type KernelRectangle,
  type Residual,
} from "./deep.ts";
export type { DescentOrder, DescentReport, Descending } from "./descent.ts";
export type { Elementary, UnaryName } from "./elementary.ts";
export { type Arena, type Backend, backends, type Engine, type EngineMemory, type EngineOptions, numericsVersion } from "./engine.ts";
export type { LinearAlgebra } from "./linear.ts";
export { Misuse, misuse } from "./misuse.ts";
export type { PopulationKernels, PopulationProblem } from "./population.ts";
export type { ProductFinish, ProductSizes } from "./product.ts";
export {
  type SampledActivation,
  type SampledKernels,
  type SampledNetwork,
  type SampledOptions,
  type SampledProblem,
  type SampleLoss,
  type Samples,
  sampledParameterCount,
} from "./sampled.ts";
export type { FlowGraph, FlowKernels, FlowProblem, FlowRates } from "./flow.ts";
export type { TangentKernels, TangentPlan } from "./tangent.ts";
export { type Activation, type Parameterization, parameterCount, type Teacher, type TwoLayer } from "./two-layer.ts";
