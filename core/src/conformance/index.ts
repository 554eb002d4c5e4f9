/**
 * Suites that every implementation of a contract calls with its test runner.
 *
 * @module
 */
export { awkwardSizes, awkwardTriples, type Sizes } from "./awkward-sizes.ts";
export { type DynamicsSubject, dynamicsConformance } from "./dynamics-conformance.ts";
export type { TestFrame } from "./frame.ts";
export { type MeasureSubject, measureConformance } from "./measure-conformance.ts";
export { type NetworkSubject, networkConformance } from "./network-conformance.ts";
export { type ObjectiveSubject, objectiveConformance } from "./objective-conformance.ts";
export { type StudyOptions, studyConformance } from "./study-conformance.ts";
