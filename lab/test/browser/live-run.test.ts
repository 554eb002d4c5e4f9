import { type Sample, type Study, startSolve } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { beforeAll, describe, expect, it } from "vitest";
import { type LiveRun, liveRun } from "../../src/browser/live/live-run.ts";
import type { LiveEvent } from "../../src/browser/live/live-protocol.ts";
import { contextOf } from "../../src/run/prepare.ts";
import { fixtureStudy } from "../support/fixture-study.ts";

type Frame = Extract<LiveEvent, { kind: "frame" }>;

const config = { size: 5, curvature: 2, steps: 3000, scale: "default" };
let study: Study;
let engine: Awaited<ReturnType<typeof loadEngine>>;

beforeAll(async () => {
  ({ study } = await fixtureStudy("quadratic"));
  engine = await loadEngine({ backend: "wasm" });
});

/** A run on a clock of its own: every look at it is one millisecond later. */
function started(settings: Readonly<Record<string, unknown>> = config) {
  const events: LiveEvent[] = [];
  let clock = 0;
  const run: LiveRun = liveRun({
    run: 1,
    study,
    config: settings,
    seed: 7,
    id: "id",
    engine,
    assets: new Map(),
    now: () => clock++,
    rest: () => Promise.resolve(),
    tell: (event) => events.push(event),
  });
  const frames = () => events.filter((event): event is Frame => event.kind === "frame");
  const faults = () => events.flatMap((event) => (event.kind === "fault" ? [event.sentence] : []));
  return {
    run,
    faults,
    frames,
    last: () => frames().at(-1) as Frame,
    samples: () => new Map(frames().flatMap((frame) => frame.samples.map((sample) => [sample.iteration, sample]))),
  };
}

function straight(): { readonly samples: readonly Sample[]; readonly theta: Float64Array; readonly iteration: number } {
  const solve = startSolve(study.setup(config, contextOf(study, 7, engine, new Map())), engine, study.observables);
  const samples: Sample[] = [];
  while (solve.outcome === undefined) samples.push(...solve.advance(1000));
  return { samples, theta: solve.state.theta, iteration: solve.state.iteration };
}

describe("a live run", () => {
  it("shows its start before anything moves", () => {
    const { last } = started();
    expect(last()).toMatchObject({ phase: "paused", iteration: 0, marks: [0] });
    expect(last().samples.map(({ iteration }) => iteration)).toEqual([0]);
  });

  it("records what the same run records anywhere, however it is played", async () => {
    const { run, samples, last } = started();
    run.step();
    run.step();
    await run.seek(137);
    run.step();
    await run.seek(20);
    await run.play(0);
    expect(last().phase).toBe("over");
    expect([...samples().values()].sort((a, b) => a.iteration - b.iteration)).toEqual(straight().samples);
  });

  it("comes back to the same loss, bit for bit, from before and from after", async () => {
    const { run, last } = started();
    await run.seek(457);
    const first = last();
    await run.play(0);
    await run.seek(457);
    expect(last().iteration).toBe(457);
    expect(last().value).toBe(first.value);
    expect(last().phase).toBe("paused");
    await run.seek(0);
    expect(last()).toMatchObject({ iteration: 0, time: 0, phase: "paused" });
  });

  it("is over again when it is taken back to its end", async () => {
    const { run, last } = started();
    await run.play(0);
    const { iteration, outcome } = last();
    await run.seek(3);
    expect(last().outcome).toBeNull();
    await run.seek(iteration);
    expect(last()).toMatchObject({ phase: "over", outcome });
  });

  it("stops between two chunks when it is paused", async () => {
    const { run, last } = started({ ...config, steps: 1_000_000 });
    const playing = run.play(5);
    await Promise.resolve();
    run.pause();
    await playing;
    expect(last().phase).toBe("paused");
    expect(last().iteration).toBeLessThan(1_000_000);
    const { iteration } = last();
    run.step();
    expect(last().iteration).toBe(iteration + 1);
  });

  it("shows more of itself when it is paced", async () => {
    const [fast, slow] = [started(), started()];
    await fast.run.play(0);
    await slow.run.play(0.5);
    expect(slow.frames().length).toBeGreaterThan(2 * fast.frames().length);
    expect(slow.last().value).toBe(fast.last().value);
  });

  it("tells of a fault in one sentence and can be taken back", async () => {
    const healthy = study;
    const breaking = {
      id: "breaks",
      symbol: "b",
      unit: "",
      axes: [],
      says: "breaks late",
      measure: ({ state }: { readonly state: { readonly iteration: number } }) => {
        if (state.iteration > 100) throw new Error("the scale\nbroke");
        return 1;
      },
    };
    study = { ...healthy, observables: [...healthy.observables, breaking] };
    try {
      const { run, last, faults } = started();
      await run.play(0);
      expect(faults()).toEqual(["The run failed: the scale. Change a setting or reload the page."]);
      await run.seek(10);
      expect(last()).toMatchObject({ iteration: 10, phase: "paused" });
    } finally {
      study = healthy;
    }
  });
});
