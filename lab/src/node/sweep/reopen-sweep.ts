import { type Assets, misuse, type NamedTensors } from "@overparam/core";
import { planSweep, type SweepPlan } from "../../sweep/sweep-plan.ts";
import { sweepSource } from "../../sweep/sweep-source.ts";
import { loadAsset } from "../asset/load-asset.ts";
import { findStudy } from "../studies/find-study.ts";
import { type FoundStudy, loadStudy } from "../studies/load-study.ts";
import { needSweep, type StoredSweep } from "./sweep-json.ts";

/** A sweep as its folder says it, with study, plan and files. */
export interface ReopenedSweep {
  readonly stored: StoredSweep;
  readonly found: FoundStudy;
  readonly plan: SweepPlan;
  readonly assets: Assets;
}

/**
 * Opens the sweep of a folder without its file: the plan is the one that was started, as the present study makes it.
 *
 * @param dirs folders to look for the study in, where it is no longer where it was
 * @errors one sentence: no sweep there, a study that does not load, a file that is gone or has changed
 */
export async function reopenSweep(folder: string, dirs: readonly string[] = []): Promise<ReopenedSweep> {
  const stored = needSweep(folder);
  const found = dirs.length > 0 ? await findStudy(stored.study, { dirs }) : await loadStudy(stored.place);
  const assets = new Map<string, NamedTensors>();
  for (const { path, hash } of stored.files) {
    const asset = loadAsset(path);
    if (asset.hash !== hash) {
      throw misuse(
        path,
        "the file has changed since the sweep was started",
        undefined,
        "put the old one back, or start the sweep again from its file",
      );
    }
    assets.set(hash, asset.tensors);
  }
  return { stored, found, plan: planSweep(sweepSource(stored.file), found.study, stored.backend), assets };
}
