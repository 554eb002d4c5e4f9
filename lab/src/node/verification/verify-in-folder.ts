import type { Verification } from "../../judge/verification.ts";
import { type VerifyEvent, verify } from "../../judge/verify.ts";
import { verificationIdentity } from "../../plan/identity.ts";
import { type EnsembleFolder, type EnsembleOrder, ensembleFolder } from "../ensemble/ensemble-folder.ts";
import { verificationFile, writeVerificationResult } from "./verification-result.ts";

/** What `verifyInFolder` is asked to do. */
export interface VerifyFolderOrder extends EnsembleOrder {
  readonly counters?: boolean;
  readonly onEvent?: (event: VerifyEvent) => void;
}

/** A verification and where it lies. */
export interface VerifiedFolder extends Omit<EnsembleFolder<Verification>, "outcome"> {
  readonly verification: Verification;
}

/**
 * The main job on Node: verifies over worker threads and leaves a folder that can be read, reported and judged again.
 *
 * Every run is on disk as soon as it is finished; done again, it computes only what is missing (see ensembleFolder).
 *
 * @throws Interrupted when `signal` aborts; the folder then holds what was finished
 * @errors one sentence, and nothing left behind, where something is refused before the first run is finished
 */
export async function verifyInFolder(order: VerifyFolderOrder): Promise<VerifiedFolder> {
  const { found, config, seed, engine, counters = true } = order;
  const { study } = found;
  const { outcome, ...place } = await ensembleFolder(order, {
    kind: "verification",
    id: verificationIdentity({ study, config, seed, backend: engine.backend }, counters),
    asked: { counters },
    result: verificationFile,
    work: ({ given, planned, see }) =>
      verify({
        ...given,
        study,
        config,
        seed,
        engine,
        counters,
        onEvent(event) {
          if (event.kind === "planned") planned(event.plan.tasks, event.size, event.reused);
          else if (event.kind !== "judged") see(event);
          order.onEvent?.(event);
        },
      }),
    write: writeVerificationResult,
  });
  return { verification: outcome, ...place };
}
