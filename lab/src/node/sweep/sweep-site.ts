import type { Assets } from "@overparam/core";
import type { SweepExecutor } from "../../sweep/sweep-executor.ts";
import type { SweepPlan } from "../../sweep/sweep-plan.ts";
import type { FoundStudy } from "../studies/load-study.ts";
import type { ResolvedFiles } from "../asset/resolve-files.ts";

/** What an executor is made for: one sweep in one folder. */
export interface SweepSite {
  /** The sweep's folder; it holds sweep.json. */
  readonly folder: string;
  /** Where its shards are: those of the present code and of what is kept. Each worker has one of its own, `NAME.jsonl`. */
  readonly shards: string;
  readonly plan: SweepPlan;
  readonly found: FoundStudy;
  readonly assets: Assets;
  readonly files: ResolvedFiles["files"];
}

/** Makes an executor for a sweep. */
export type ExecutorFactory = (site: SweepSite) => Promise<SweepExecutor>;
