import { type Elementary, type Study } from "@overparam/core";
import type { PlanSize, Task } from "@overparam/lab";
import { expect, it } from "vitest";
import { followProgress } from "../../src/verify/progress.ts";

const study = { observables: [], lab: {} } as unknown as Study;
const tasks = ["long", "short", "tiny"].map((id) => ({ id }) as Task);
const size: PlanSize = {
  steps: 0,
  bytes: 0,
  order: tasks,
  shares: new Map([
    ["long", 0.8],
    ["short", 0.15],
    ["tiny", 0.05],
  ]),
};

it("counts a run by the time that it is expected to take, and one under way by its steps", () => {
  const progress = followProgress(study, {} as Elementary);
  progress.plan(size);
  progress.see({ kind: "started", task: "long", worker: 0 });
  progress.see({ kind: "sample", task: "long", sample: { iteration: 50, time: 0, values: {} }, last: 100 });
  expect(progress.now().share).toBeCloseTo(0.4, 12);
  progress.see({ kind: "finished", task: "long", result: { task: "long", kind: "failed", reason: "" } });
  expect(progress.now()).toMatchObject({ done: 1, total: 3, share: 0.8 });
  for (const task of ["short", "tiny"]) progress.see({ kind: "finished", task, result: { task, kind: "failed", reason: "" } });
  expect(progress.now()).toMatchObject({ done: 3, total: 3, share: 1 });
});
