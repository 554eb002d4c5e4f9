import { type Claim, type Engine, judgeClaims, type RunRecord, type Verdict } from "@overparam/core";
import type { Config } from "../../config.ts";

/** What the judge says of one claim on given records. */
export function verdictOf(
  engine: Engine,
  claim: Claim<Config>,
  records: readonly RunRecord<Config>[],
  assumptions: "keep assumptions" | "drop assumptions" = "drop assumptions",
): Verdict {
  const judged = assumptions === "drop assumptions" ? { ...claim, assumes: [] } : claim;
  const [verdict] = judgeClaims(engine.math, [
    { claim: judged, config: (records[0] as RunRecord<Config>).config, records, constructed: [] },
  ]);
  return verdict as Verdict;
}
