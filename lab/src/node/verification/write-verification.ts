import type { Study } from "@overparam/core";
import { numericsVersion } from "@overparam/kernels";
import type { Verification } from "../../judge/verification.ts";
import { runIdentity } from "../../plan/identity.ts";
import { planVerification } from "../../plan/plan-verification.ts";
import { recordSchema } from "../../record/record-schema.ts";
import { makeFolder } from "../file/make-folder.ts";
import { lockFolder } from "../file/lock-folder.ts";
import { placeState } from "../folder/run-place.ts";
import { writeRunConfig } from "../folder/run-config.ts";
import { storeResult } from "../ensemble/store-result.ts";
import { verificationFile, writeVerificationResult } from "./verification-result.ts";

/**
 * Writes a verification that is at hand whole into a folder of its own: the files that `verifyInFolder` leaves, but for the checkpoints,
 * which a verification at hand does not hold. Verified into this folder, every run is made again.
 */
export function writeVerification(folder: string, study: Study, verification: Verification): void {
  placeState(folder, "verification", verification.id, verificationFile);
  const { config, seed, backend, counters } = verification;
  makeFolder(folder);
  const lock = lockFolder(folder);
  try {
    const { identity } = runIdentity({ study, config, seed, backend });
    writeRunConfig(folder, "verification", verification.id, { ...identity, schema: recordSchema, numericsVersion }, { counters });
    const plan = planVerification(study, config, seed, backend, { counters });
    const tasks = new Map(plan.tasks.map((task) => [task.id, task]));
    for (const record of [...verification.records, ...verification.counterRecords]) {
      const task = tasks.get(record.id);
      if (task !== undefined) storeResult(folder, study, task, { task: record.id, kind: "run", record }, {});
    }
    for (const { task: id, values } of verification.constructed) {
      const task = tasks.get(id);
      if (task !== undefined) storeResult(folder, study, task, { task: id, kind: "construct", constructed: values }, {});
    }
    writeVerificationResult(folder, verification);
  } finally {
    lock.release();
  }
}
