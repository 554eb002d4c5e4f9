import { loadEngine } from "@overparam/kernels/node";
import { afterAll, describe, expect, it } from "vitest";
import type { TaskReply, TaskRequest } from "../../src/browser/tasks/task-protocol.ts";
import { type WorkerLike, workerExecutor } from "../../src/browser/tasks/worker-executor.ts";
import type { TaskEvent } from "../../src/plan/executor.ts";
import { executorConformance } from "../../src/conformance/executor-conformance.ts";
import type { Task } from "../../src/plan/task.ts";
import { executeTask } from "../../src/run/execute-task.ts";
import { fixtureStudy } from "../support/fixture-study.ts";

const task = (id: string): Task => ({
  id,
  study: "s",
  config: {},
  seed: 1,
  backend: "wasm",
  kind: "construct",
  claim: "c",
  counter: false,
});

/** Workers that answer at once, in turn: `answer` decides what a task does. */
function pool(workers: number, answer: (id: string, worker: WorkerLike) => TaskReply | "die" | "hang") {
  let made = 0;
  let ended = 0;
  const executor = workerExecutor({
    workers,
    assets: new Map(),
    spawn() {
      made += 1;
      const worker: WorkerLike = {
        onmessage: null,
        onerror: null,
        terminate: () => {
          ended += 1;
        },
        postMessage(message) {
          const request = message as TaskRequest;
          if (request.kind !== "task") return;
          queueMicrotask(() => {
            const reply = answer(request.task.id, worker);
            if (reply === "die") worker.onerror?.({ message: "out of memory" } as ErrorEvent);
            else if (reply !== "hang") worker.onmessage?.({ data: reply } as MessageEvent);
          });
        },
      };
      return worker;
    },
  });
  return { executor, made: () => made, ended: () => ended };
}

const done = (id: string): TaskReply => ({ kind: "result", result: { task: id, kind: "construct", constructed: [] } });

describe("the pool of Web Workers", () => {
  it("does every task once and gives results in the order of the tasks", async () => {
    const { executor, made } = pool(3, done);
    const events: TaskEvent[] = [];
    const tasks = Array.from({ length: 20 }, (_, i) => task(`t${i}`));
    const results = await executor.run(tasks, (event) => events.push(event));
    expect(results.map((result) => result.task)).toEqual(tasks.map(({ id }) => id));
    expect(events.filter((event) => event.kind === "finished")).toHaveLength(20);
    expect(made()).toBe(3);
  });

  it("makes a dead worker a failed task, and goes on with another", async () => {
    const { executor, made } = pool(1, (id) => (id === "t1" ? "die" : done(id)));
    const results = await executor.run([task("t0"), task("t1"), task("t2")], () => undefined);
    expect(results.map(({ kind }) => kind)).toEqual(["construct", "failed", "construct"]);
    expect(results[1]).toMatchObject({ reason: "its worker stopped: out of memory" });
    expect(made()).toBe(2);
  });

  it("ends its workers at once when it is stopped", async () => {
    const stop = new AbortController();
    const { executor, ended } = pool(2, () => "hang");
    const running = executor.run([task("t0"), task("t1"), task("t2")], () => undefined, stop.signal);
    stop.abort();
    expect(await running).toEqual([]);
    expect(ended()).toBe(2);
    await executor.close();
  });
});

const { study } = await fixtureStudy("quadratic");
const engine = await loadEngine({ backend: "wasm" });
afterAll(() => engine.close());

/** A worker as the page's are, but in this thread: it does one task a turn of the event loop, and none once it is ended. */
function computing(): WorkerLike {
  let ended = false;
  const worker: WorkerLike = {
    onmessage: null,
    onerror: null,
    terminate: () => {
      ended = true;
    },
    postMessage(message) {
      const request = structuredClone(message) as TaskRequest;
      if (request.kind !== "task") return;
      setTimeout(() => {
        if (ended) return;
        const result = executeTask(study, request.task, engine, new Map());
        worker.onmessage?.({ data: structuredClone({ kind: "result", result }) } as MessageEvent);
      });
    },
  };
  return worker;
}

executorConformance(
  { describe, it, expect },
  {
    name: "of Web Workers",
    study,
    engine,
    open: () => Promise.resolve(workerExecutor({ workers: 2, assets: new Map(), spawn: computing })),
  },
);
