/**
 * Plan → run → record → reduce → judge → report, on any host.
 *
 * @module
 */
export { judgePlan } from "./judge/judge-plan.ts";
export { judgeVerification } from "./judge/judge-verification.ts";
export { type Overall, overall } from "./judge/overall.ts";
export type * from "./judge/verification.ts";
export { type VerifyEvent, type VerifyOrder, verify } from "./judge/verify.ts";
export type * from "./plan/executor.ts";
export {
  constructIdentity,
  experimentIdentity,
  type Identity,
  type IdentityOf,
  runIdentity,
  verificationIdentity,
} from "./plan/identity.ts";
export { planExperiment } from "./plan/plan-experiment.ts";
export { type ClaimNeeds, type Needs, planVerification, type VerificationPlan } from "./plan/plan-verification.ts";
export { type PlanSize, sizePlan } from "./plan/size-plan.ts";
export type * from "./plan/task.ts";
export { taskId } from "./plan/task-id.ts";
export { canonicalNumbers } from "./record/canonical-numbers.ts";
export { decodeNumber } from "./record/decode-number.ts";
export { encodeJson } from "./record/encode-json.ts";
export { recordSchema } from "./record/record-schema.ts";
export { recoveryFiles } from "./recover/recovery-files.ts";
export { recoveryWords } from "./recover/recovery-words.ts";
export { executeTask } from "./run/execute-task.ts";
export { Interrupted } from "./run/interrupted.ts";
export { type Pace, pace } from "./run/pace.ts";
export { type Performing, performTasks } from "./run/perform-tasks.ts";
export { contextOf, prepare } from "./run/prepare.ts";
export { reason } from "./run/reason.ts";
export { type ExperimentOrder, type ExperimentResult, runExperiment } from "./run/run-experiment.ts";
export * from "./format/index.ts";
export * from "./report/index.ts";
