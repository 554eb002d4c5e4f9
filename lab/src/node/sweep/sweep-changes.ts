import { canonicalJson } from "@overparam/core";
import type { StoredSweep } from "./sweep-json.ts";

/** What differs between a sweep as it was last started and as it is started now, a sentence each, with what it means for the records. */
export function sweepChanges(before: StoredSweep, now: StoredSweep): readonly string[] {
  const out: string[] = [];
  const say = (changed: boolean, sentence: string): void => {
    if (changed) out.push(sentence);
  };
  const differs = (a: unknown, b: unknown): boolean => canonicalJson(a) !== canonicalJson(b);
  const fresh = "its trials have new ids";
  say(before.study !== now.study, `the study was ${before.study} and is ${now.study}; ${fresh}`);
  if (before.study === now.study) {
    say(
      before.studyVersion !== now.studyVersion,
      `${now.study} was of version ${before.studyVersion} and is of ${now.studyVersion}; ${fresh}`,
    );
  }
  say(
    before.numericsVersion !== now.numericsVersion,
    `the numerics were of version ${before.numericsVersion} and are of ${now.numericsVersion}; ${fresh}`,
  );
  say(before.code !== now.code, "the code has changed; trials made by the old code are left alone and made again");
  say(differs(before.file.keep, now.file.keep), "what is kept has changed; trials are made again to keep it");
  say(differs(before.file.config, now.file.config), "the config has changed; trials that differ have new ids");
  say(differs(before.file.axes, now.file.axes), "the axes have changed; trials that both have are kept");
  say(differs(before.file.seeds, now.file.seeds), "the seeds have changed; trials that both have are kept");
  say(differs(before.file.more, now.file.more), "trials besides the grid have changed; those that both have are kept");
  say(before.file.budget.steps !== now.file.budget.steps, "the step budget has changed; trials that differ have new ids");
  say(differs(before.file.stop.trial, now.file.stop.trial), "the stop rules have changed; trials have new ids");
  return out;
}
