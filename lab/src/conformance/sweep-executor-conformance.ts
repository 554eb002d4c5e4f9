import type { SweepEvent, SweepExecutor } from "../sweep/sweep-executor.ts";
import type { SweepPlan } from "../sweep/sweep-plan.ts";
import type { Trial, TrialRecord } from "../sweep/trial.ts";
import type { AsyncTestFrame } from "./executor-conformance.ts";

/** A sweep in a folder of its own, and an executor for it. */
export interface OpenSweep {
  readonly executor: SweepExecutor;
  /** The records that are safe, one a trial, as another process reads them now. */
  records(): readonly TrialRecord[];
}

/** A sweep executor to try. */
export interface SweepExecutorSubject {
  readonly name: string;
  /** A sweep of some dozen short trials. */
  plan(): SweepPlan;
  /** What `runTrial` gives for a trial here, in this process. */
  expected(trial: Trial): TrialRecord;
  open(): Promise<OpenSweep>;
}

/**
 * What every executor of sweeps has to do: each trial once or more, with the record that `runTrial` gives here; a trial told as recorded is
 * safe; more trials may come while others run; and on cancel it stops, and gives back what has no record.
 */
export function sweepExecutorConformance(test: AsyncTestFrame, subject: SweepExecutorSubject): void {
  const { describe, it, expect } = test;
  const trials = () => Array.from({ length: subject.plan().trials }, (_, k) => subject.plan().trial(k));
  const sorted = (records: readonly TrialRecord[]) => [...records].sort((a, b) => (a.trial < b.trial ? -1 : 1));

  describe(`sweep executor ${subject.name}`, () => {
    it("makes every trial, with the records that they have here", async () => {
      const { executor, records } = await subject.open();
      try {
        const all = trials();
        await executor.submit(all, all.length);
        const told = new Set<string>();
        const { missing } = await executor.collect((event) => {
          if (event.kind !== "recorded") return;
          const safe = new Set(records().map(({ trial }) => trial));
          for (const { trial } of event.trials) {
            told.add(trial);
            expect(safe.has(trial)).toBe(true);
          }
        });
        expect(missing).toEqual([]);
        expect([...told].sort()).toEqual(all.map(({ id }) => id).sort());
        expect(sorted(records())).toEqual(sorted(all.map((trial) => subject.expected(trial))));
      } finally {
        await executor.close();
      }
    });

    it("takes more trials after the first have ended", async () => {
      const { executor, records } = await subject.open();
      try {
        const all = trials();
        for (const half of [all.slice(0, 3), all.slice(3, 5)]) {
          await executor.submit(half, half.length);
          expect((await executor.collect(() => undefined)).missing).toEqual([]);
        }
        expect(sorted(records()).map(({ trial }) => trial)).toEqual(
          all
            .slice(0, 5)
            .map(({ id }) => id)
            .sort(),
        );
        await executor.submit([], 0);
        expect((await executor.collect(() => undefined)).missing).toEqual([]);
      } finally {
        await executor.close();
      }
    });

    it("tells what it does", async () => {
      const { executor } = await subject.open();
      try {
        const all = trials();
        await executor.submit(all, all.length);
        const before = await executor.status();
        expect(before.waiting <= all.length).toBe(true);
        await executor.collect(() => undefined);
        const after = await executor.status();
        expect(after.waiting).toBe(0);
        expect(after.recorded >= all.length).toBe(true);
        expect(after.workers.reduce((sum, { recorded }) => sum + recorded, 0) <= after.recorded).toBe(true);
      } finally {
        await executor.close();
      }
    });

    it("stops when it is cancelled: what has no record comes back, what was told is safe", async () => {
      const { executor, records } = await subject.open();
      try {
        const all = trials();
        await executor.submit(all, all.length);
        const told = new Set<string>();
        const { missing } = await executor.collect((event: SweepEvent) => {
          if (event.kind !== "recorded") return;
          for (const { trial } of event.trials) told.add(trial);
          void executor.cancel();
        });
        const safe = new Set(records().map(({ trial }) => trial));
        for (const trial of told) expect(safe.has(trial)).toBe(true);
        for (const { id } of all) expect(told.has(id) || missing.some((trial) => trial.id === id)).toBe(true);
        expect(new Set(missing.map(({ id }) => id)).size).toBe(missing.length);
      } finally {
        await executor.close();
      }
    });
  });
}
