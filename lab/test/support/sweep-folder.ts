import { codeHash } from "../../src/node/studies/code-hash.ts";
import type { FoundStudy } from "../../src/node/studies/load-study.ts";
import { generationOf, shardFolder, storedSweep, writeSweep } from "../../src/node/sweep/sweep-json.ts";
import type { SweepSite } from "../../src/node/sweep/sweep-site.ts";
import type { SweepPlan } from "../../src/sweep/sweep-plan.ts";
import { temporary } from "./temporary.ts";

const none = { done: 0, failed: 0, unfinished: 0 };

/** A sweep's folder as another process finds it: with sweep.json, and the generation of the present code. */
export function sweepFolder(plan: SweepPlan, found: FoundStudy, code: string = codeHash(found.path)): SweepSite {
  const folder = temporary();
  const generation = generationOf(code, plan.keep);
  writeSweep(folder, storedSweep(plan, { generation, code, foreign: none, place: found, files: [] }));
  return { folder, shards: shardFolder(folder, generation), plan, found, assets: new Map(), files: [] };
}
