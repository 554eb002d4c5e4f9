import { readShards } from "../../src/node/sweep/read-shards.ts";
import { generationOf, shardFolder } from "../../src/node/sweep/sweep-json.ts";
import type { SweepSite } from "../../src/node/sweep/sweep-site.ts";
import type { FoundStudy } from "../../src/node/studies/load-study.ts";
import type { SweepPlan } from "../../src/sweep/sweep-plan.ts";
import type { TrialRecord } from "../../src/sweep/trial.ts";

/** A place for a sweep of the tests. */
export function testSite(folder: string, plan: SweepPlan, found: FoundStudy): SweepSite {
  return { folder, shards: shardFolder(folder, generationOf("code", plan.keep)), plan, found, assets: new Map(), files: [] };
}

/** The records of a site's shards, the first of each trial. */
export function siteRecords({ shards }: SweepSite): readonly TrialRecord[] {
  const records = new Map<string, TrialRecord>();
  readShards(shards, ({ record }) => {
    if (!records.has(record.trial)) records.set(record.trial, record);
  });
  return [...records.values()];
}
