import { join } from "node:path";
import {
  type Engine,
  type Measure,
  misuse,
  type Problem,
  type RunRecord,
  type Sample,
  type Setup,
  type Study,
  startSolve,
} from "@overparam/core";
import type { Abort } from "../../plan/executor.ts";
import { canonicalNumbers } from "../../record/canonical-numbers.ts";
import { pace } from "../../run/pace.ts";
import { appendLog } from "../file/append-log.ts";
import { type StoredCheckpoint, writeCheckpoint } from "./checkpoint-file.ts";
import type { EventLog } from "./event-log.ts";
import { metricsLine } from "./metrics-file.ts";
import { writeResult } from "./result-file.ts";
import { runFiles } from "./run-config.ts";

/** Who listens, who may stop, how often to save. */
export interface Driving {
  readonly onSample?: (sample: Sample, last: number) => void;
  /** Told after every chunk, a few times a second. */
  readonly onProgress?: (iteration: number, last: number) => void;
  readonly signal?: Abort;
  /** Steps between checkpoints; a tenth of the run unless said otherwise. A resumed run computes at most so many steps twice. */
  readonly checkpointEvery?: number;
  /** Seconds after which a checkpoint is made besides; 10 unless said otherwise. Never changes a number. */
  readonly checkpointSeconds?: number;
}

/** How far a call took a run. */
export interface DrivenRun {
  /** False when it was stopped; the folder is then resumable. */
  readonly finished: boolean;
  readonly iteration: number;
  /** Steps that this call computed. */
  readonly steps: number;
}

/**
 * Takes a run from a checkpoint (or its start) to its end, writing as it goes. The caller holds the folder's lock.
 *
 * Order on disk: lines of metrics.jsonl, then the checkpoint that counts them, at the end the result. So whatever moment the process dies at,
 * the checkpoint never counts a line that is not there.
 */
export async function driveRun(
  folder: string,
  id: string,
  study: Study,
  setup: Setup<Problem<Measure>>,
  engine: Engine,
  from: StoredCheckpoint | undefined,
  events: EventLog,
  driving: Driving,
): Promise<DrivenRun> {
  const { last } = setup.schedule;
  const every = driving.checkpointEvery ?? Math.max(1, Math.ceil(last / 10));
  const patience = 1000 * (driving.checkpointSeconds ?? 10);
  const metrics = appendLog(join(folder, runFiles.metrics), from?.metricsBytes ?? 0);
  try {
    let lines = from?.samples ?? 0;
    if (from !== undefined && metrics.bytes < from.metricsBytes) {
      throw misuse(
        join(folder, runFiles.metrics),
        `its checkpoint counts ${from.metricsBytes} bytes`,
        metrics.bytes,
        "remove checkpoint.safetensors and resume from the start",
      );
    }
    const solve = startSolve(setup, engine, study.observables, from?.checkpoint);
    const begun = solve.state.iteration;
    const rhythm = pace(40);
    let saved = Date.now();
    const save = () => {
      metrics.sync();
      const { layout } = setup.problem.objective;
      writeCheckpoint(folder, { checkpoint: solve.checkpoint(), metricsBytes: metrics.bytes, samples: lines, layout });
      events.tell("checkpoint", { iteration: solve.state.iteration });
      saved = Date.now();
    };
    for (;;) {
      const { iteration } = solve.state;
      const untilSave = every - (iteration % every);
      const asked = Math.min(rhythm.steps(), untilSave);
      const clock = Date.now();
      const samples = solve.advance(asked).map((sample) => canonicalNumbers(sample));
      rhythm.took(asked, Date.now() - clock);
      metrics.write(samples.map(metricsLine));
      lines += samples.length;
      for (const sample of samples) driving.onSample?.(sample, last);
      driving.onProgress?.(solve.state.iteration, last);
      const { outcome } = solve;
      const steps = solve.state.iteration - begun;
      if (outcome !== undefined) {
        save();
        const record: Pick<RunRecord, "facts" | "outcome"> = canonicalNumbers({ facts: setup.facts, outcome });
        writeResult(folder, id, { ...record, samples: lines });
        events.tell("finished", { iteration: solve.state.iteration, steps });
        return { finished: true, iteration: solve.state.iteration, steps };
      }
      if (driving.signal?.aborted === true) {
        save();
        events.tell("interrupted", { iteration: solve.state.iteration, steps });
        return { finished: false, iteration: solve.state.iteration, steps };
      }
      if (asked === untilSave || Date.now() - saved >= patience) save();
      await new Promise((resume) => setImmediate(resume));
    }
  } finally {
    metrics.close();
  }
}
