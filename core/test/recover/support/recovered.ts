import type { Activation, Engine } from "@overparam/kernels";
import { concludeRecovery } from "../../../src/recover/conclude.ts";
import { finished } from "../../../src/recover/finished.ts";
import { descentMethod } from "../../../src/recover/method.ts";
import { prepareRecovery } from "../../../src/recover/prepare-recovery.ts";
import type { Recovery } from "../../../src/recover/recovery.ts";
import type { Rows } from "../../../src/recover/rows.ts";
import { searchPiece, startSearch } from "../../../src/recover/search.ts";

/** A whole recovery at once. */
export function recovered(engine: Engine, data: Rows, activation: Activation, { seed = 1, attempts = 6 } = {}): Recovery {
  const problem = prepareRecovery(engine, data, { activation, seed, attempts }, descentMethod);
  let state = startSearch();
  while (state.stage !== "done") state = finished(searchPiece(engine, problem.search, state));
  return finished(concludeRecovery(engine, problem, state));
}
