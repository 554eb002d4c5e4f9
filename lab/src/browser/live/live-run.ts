import {
  type Assets,
  type Checkpoint,
  type Engine,
  type Measure,
  type Problem,
  type RunRecord,
  type Sample,
  type Setup,
  type Solve,
  startSolve,
  type Study,
} from "@overparam/core";
import { contextOf } from "../../run/prepare.ts";
import { sentence } from "../sentence.ts";
import type { LiveEvent, LivePhase } from "./live-protocol.ts";
import { marks } from "./marks.ts";
import { paced } from "./pace.ts";
import { reading } from "./reading.ts";

/** Milliseconds between two frames; a frame is at most 30 times a second. */
const framePeriod = 34;
/** Milliseconds between two readings (fit, assumptions, figures). */
const readingPeriod = 400;
/** Milliseconds of computing between two looks at the mailbox: a pause is felt as immediate. */
const chunkPeriod = 8;

export interface LiveRunSetting {
  readonly run: number;
  readonly study: Study;
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly id: string;
  readonly engine: Engine;
  readonly assets: Assets;
  /** Clock in milliseconds. */
  readonly now: () => number;
  /** Lets waiting messages in. */
  readonly rest: () => Promise<void>;
  readonly tell: (event: LiveEvent) => void;
}

/** One run that a person plays with. Its numbers are those of the same run anywhere; only the moments at which it is shown are its own. */
export interface LiveRun {
  play(pace: number): Promise<void>;
  pause(): void;
  step(): void;
  seek(iteration: number): Promise<void>;
  close(): void;
}

/** Sets a run up and shows its start. Throws what the study's setup throws. */
export function liveRun(setting: LiveRunSetting): LiveRun {
  const { study, engine, now } = setting;
  const setup: Setup<Problem<Measure>> = study.setup(setting.config, contextOf(study, setting.seed, engine, setting.assets));
  const kept = marks({ most: 400, bytes: 32 * 2 ** 20 });
  const records = new Map<number, Sample>();
  let solve: Solve = startSolve(setup, engine, study.observables);
  let turn = 0;
  let phase: LivePhase = "paused";
  let fresh: Sample[] = [];
  let trail: { iteration: number; neurons: NonNullable<ReturnType<typeof neuronsNow>> }[] = [];
  let marksTold = -1;
  let shownAt = Number.NEGATIVE_INFINITY;
  let readAt = Number.NEGATIVE_INFINITY;
  let readFor = -1;
  let stillFor = -1;
  let rate = 0;

  function neuronsNow() {
    return study.lab.neurons?.(setup.problem, solve.state.theta) ?? null;
  }

  function graphNow() {
    return study.lab.graph?.(setup.problem, solve.state.theta) ?? null;
  }

  function keep(samples: readonly Sample[]): void {
    for (const sample of samples) {
      records.set(sample.iteration, sample);
      fresh.push(sample);
    }
    if (samples.at(-1)?.iteration !== solve.state.iteration) return;
    kept.add(solve.checkpoint());
    const neurons = neuronsNow();
    if (neurons !== null) trail.push({ iteration: solve.state.iteration, neurons });
  }

  /** At most `steps`, and never past the next record, so that every record leaves a checkpoint. */
  function advance(steps: number): void {
    const next = setup.schedule.next(solve.state.iteration);
    keep(solve.advance(Math.max(1, Math.min(steps, next - solve.state.iteration))));
  }

  function record(): RunRecord {
    const { iteration, time } = solve.state;
    const samples = [...records.values()].filter((sample) => sample.iteration <= iteration).sort((a, b) => a.iteration - b.iteration);
    const outcome = solve.outcome ?? { kind: "interrupted" as const, iteration, time, value: value(), says: "The run is going on." };
    return { id: setting.id, config: setting.config, seed: setting.seed, facts: setup.facts, outcome, samples };
  }

  function value(): number {
    return setup.problem.objective.value(solve.state.theta);
  }

  function show(final: boolean): void {
    const at = now();
    if (!final && at - shownAt < framePeriod) return;
    shownAt = at;
    const marked = kept.iterations;
    const stale = final ? stillFor !== solve.state.iteration : readFor !== solve.state.iteration && at - readAt >= readingPeriod;
    const read = stale ? reading(study, record(), engine.math, final) : null;
    if (stale) {
      readAt = now();
      readFor = solve.state.iteration;
      if (final) stillFor = readFor;
    }
    const { iteration, time } = solve.state;
    const newest = marked.length * 1e9 + (marked.at(-1) ?? 0);
    setting.tell({
      kind: "frame",
      run: setting.run,
      phase,
      iteration,
      time,
      value: value(),
      rate: phase === "running" || phase === "seeking" ? rate : 0,
      samples: fresh,
      neurons: neuronsNow(),
      graph: graphNow(),
      trail,
      marks: newest === marksTold ? null : marked,
      outcome: solve.outcome ?? null,
      reading: read,
    });
    marksTold = newest;
    fresh = [];
    trail = [];
  }

  async function go(as: "running" | "seeking", until: number, pace: number): Promise<void> {
    const mine = ++turn;
    phase = as;
    const began = now();
    const from = solve.state.iteration;
    let chunk = 64;
    try {
      while (turn === mine && solve.outcome === undefined && solve.state.iteration < until) {
        const allowed = Math.min(until, paced(from, (now() - began) / 1000, pace)) - solve.state.iteration;
        if (allowed >= 1) {
          const started = now();
          let taken = 0;
          while (taken < allowed && now() - started < chunkPeriod && solve.outcome === undefined) {
            const before = solve.state.iteration;
            const clock = now();
            advance(Math.min(chunk, allowed - taken));
            const spent = now() - clock;
            const moved = solve.state.iteration - before;
            taken += moved;
            if (moved === chunk)
              chunk = spent < chunkPeriod / 4 ? chunk * 2 : spent > chunkPeriod ? Math.max(1, Math.floor(chunk / 2)) : chunk;
          }
          const passed = (now() - began) / 1000;
          rate = passed > 0 ? (solve.state.iteration - from) / passed : 0;
        }
        show(false);
        await setting.rest();
      }
      if (turn !== mine) return;
      settle();
    } catch (error) {
      if (turn === mine) phase = "paused";
      setting.tell({ kind: "fault", run: setting.run, sentence: sentence(error, "The run") });
    }
  }

  function settle(): void {
    phase = solve.outcome === undefined ? "paused" : "over";
    show(true);
  }

  function restore(checkpoint: Checkpoint | undefined): void {
    solve = startSolve(setup, engine, study.observables, checkpoint);
    // Looks whether the run is over here; nothing moves.
    solve.advance(0);
  }

  keep(solve.advance(0));
  if (kept.iterations.length === 0) kept.add(solve.checkpoint());
  setting.tell({
    kind: "opened",
    run: setting.run,
    id: setting.id,
    backend: engine.backend,
    facts: setup.facts,
    last: setup.schedule.last,
  });
  settle();

  return {
    play: (pace) => (solve.outcome === undefined ? go("running", Number.POSITIVE_INFINITY, pace) : Promise.resolve(settle())),
    pause() {
      turn += 1;
      settle();
    },
    step() {
      turn += 1;
      if (solve.outcome === undefined) keep(solve.advance(1));
      settle();
    },
    async seek(iteration) {
      turn += 1;
      const near = kept.before(iteration);
      if (iteration < solve.state.iteration || (near !== undefined && near.iteration > solve.state.iteration)) restore(near);
      if (solve.state.iteration < iteration) await go("seeking", iteration, 0);
      else settle();
    },
    close() {
      turn += 1;
      setup.problem.objective.close();
    },
  };
}
