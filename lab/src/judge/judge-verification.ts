import { type Elementary, misuse, type Study } from "@overparam/core";
import type { TaskResult } from "../plan/executor.ts";
import { planVerification } from "../plan/plan-verification.ts";
import { assemble } from "./assemble.ts";
import type { Verification } from "./verification.ts";

/**
 * Judges again from what is recorded, computing no run: the verdicts of today's claims on the runs of then.
 *
 * A claim that asks for runs that were not recorded is `undecided` and says so.
 *
 * @throws Misuse where the records belong to another study, or to another version of it
 */
export function judgeVerification(study: Study, recorded: Omit<Verification, "claims">, math: Elementary): Verification {
  if (recorded.study !== study.id) throw misuse(`verification ${recorded.id.slice(0, 12)}`, `it is of ${recorded.study}`, study.id);
  if (recorded.studyVersion !== study.version) {
    throw misuse(
      `verification ${recorded.id.slice(0, 12)}`,
      `it was made with version ${recorded.studyVersion} of ${study.id}`,
      study.version,
      "its verdicts stand as recorded; verify again for verdicts of the present version",
    );
  }
  const plan = planVerification(study, recorded.config, recorded.seed, recorded.backend, { counters: recorded.counters });
  const results = new Map<string, TaskResult>();
  for (const record of [...recorded.records, ...recorded.counterRecords]) {
    results.set(record.id, { task: record.id, kind: "run", record });
  }
  for (const { task, values } of recorded.constructed) results.set(task, { task, kind: "construct", constructed: values });
  for (const { task, reason } of recorded.failures) results.set(task, { task, kind: "failed", reason });
  return { ...assemble(study, plan, results, math), id: recorded.id, numericsVersion: recorded.numericsVersion };
}
