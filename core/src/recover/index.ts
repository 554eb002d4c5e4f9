/**
 * Recovery of a two-layer network from samples of it: search, polish, judge.
 *
 * @example
 * const problem = prepareRecovery(engine, { x, y, inputs }, { activation: "relu", seed: 1, attempts: 12 }, descentMethod);
 * let state = startSearch();
 * while (state.stage !== "done") state = finished(searchPiece(engine, problem.search, state));
 * const recovery = finished(concludeRecovery(engine, problem, state));
 *
 * @module
 */
export { type ComparedNeuron, type Comparison, compareNetworks, type PlainNetwork } from "./compare-networks.ts";
export { concludeRecovery } from "./conclude.ts";
export { compareOutputNetworks, type PlainOutputNetwork } from "./outputs/compare-output-networks.ts";
export type { OutputRows } from "./outputs/output-rows.ts";
export { prepareOutputs, type OutputProblem } from "./outputs/prepare-outputs.ts";
export { recoverOutputs } from "./outputs/recover-outputs.ts";
export { finished } from "./finished.ts";
export { descentMethod, type Proposal, type RecoveryMethod } from "./method.ts";
export { prepareRecovery, type RecoveryProblem, type RecoverySettings } from "./prepare-recovery.ts";
export type { Finding, Recovery } from "./recovery.ts";
export type { Rows } from "./rows.ts";
export { type AttemptRecord, searchPiece, type SearchProblem, type SearchProgress, type SearchState, startSearch } from "./search.ts";
export type { SignedNetwork } from "./signed-network.ts";
export type { WidthFit } from "./width-fit.ts";
