import { type Engine, resolveConfig, type Study } from "@overparam/core";
import type { TestFrame } from "@overparam/core/conformance";
import type { Executor, TaskEvent, TaskResult } from "../plan/executor.ts";
import { planVerification } from "../plan/plan-verification.ts";
import { encodeJson } from "../record/encode-json.ts";
import { executeTask } from "../run/execute-task.ts";

/** A test runner that waits for promises, as vitest does. */
export interface AsyncTestFrame extends Omit<TestFrame, "it"> {
  it(name: string, body: () => Promise<void>): unknown;
}

/** An executor to try. */
export interface ExecutorSubject {
  readonly name: string;
  /** A small study whose verification takes a second or less. */
  readonly study: Study;
  /** Of the same backend as the executor's own engines. */
  readonly engine: Engine;
  open(): Promise<Executor>;
}

/**
 * What every executor has to do: each task once, with the result that `executeTask` gives here; failures as results; events that tell of
 * each start before its end; and to stop when told.
 */
export function executorConformance(test: AsyncTestFrame, subject: ExecutorSubject): void {
  const { describe, it, expect } = test;
  const { study } = subject;
  const config = () => resolveConfig(study, {}) as Record<string, unknown>;
  const tasks = () => planVerification(study, config(), 1, subject.engine.backend).tasks;

  describe(`executor ${subject.name}`, () => {
    it("gives every task once, and the bytes that it gives here", async () => {
      const executor = await subject.open();
      try {
        const results = await executor.run(tasks(), () => undefined);
        expect(byTask(results).map(({ task }) => task)).toEqual([...tasks()].map(({ id }) => id).sort());
        const here = tasks().map((task) => executeTask(study, task, subject.engine, new Map()));
        expect(encodeJson(byTask(results))).toBe(encodeJson(byTask(here)));
      } finally {
        await executor.close();
      }
    });

    it("tells of each start before its end, and ends with the result", async () => {
      const executor = await subject.open();
      try {
        const events: TaskEvent[] = [];
        const results = await executor.run(tasks(), (event) => events.push(event));
        for (const result of results) {
          const own = events.filter(({ task }) => task === result.task);
          expect(own[0]?.kind).toBe("started");
          expect(own.at(-1)).toEqual({ kind: "finished", task: result.task, result });
          expect(own.filter(({ kind }) => kind !== "sample").length).toBe(2);
        }
      } finally {
        await executor.close();
      }
    });

    it("makes a task that cannot be done a failed result, and does the others", async () => {
      const executor = await subject.open();
      try {
        const [first, ...others] = tasks();
        const bad = { ...first, kind: "construct", claim: "no such claim", counter: false } as (typeof others)[number];
        const results = await executor.run([bad, ...others], () => undefined);
        expect(results.filter(({ kind }) => kind === "failed").map(({ task }) => task)).toEqual([bad.id]);
        expect(results.length).toBe(others.length + 1);
      } finally {
        await executor.close();
      }
    });

    it("does one piece of work after another", async () => {
      const executor = await subject.open();
      try {
        const once = await executor.run(tasks(), () => undefined);
        const twice = await executor.run(tasks(), () => undefined);
        expect(encodeJson(byTask(twice))).toBe(encodeJson(byTask(once)));
        expect(await executor.run([], () => undefined)).toEqual([]);
      } finally {
        await executor.close();
      }
    });

    it("stops when told, keeping whole results only", async () => {
      const executor = await subject.open();
      try {
        const stop = new Stop();
        const results = await executor.run(tasks(), (event) => event.kind === "finished" && stop.now(), stop);
        expect(results.length > 0 && results.length < tasks().length).toBe(true);
        for (const result of results) expect(result.kind === "failed").toBe(false);
      } finally {
        await executor.close();
      }
    });
  });
}

/** An abort signal that needs no host. */
class Stop {
  aborted = false;
  #listeners: (() => void)[] = [];
  addEventListener(_type: "abort", listener: () => void): void {
    this.#listeners.push(listener);
  }
  now(): void {
    this.aborted = true;
    for (const listener of this.#listeners) listener();
  }
}

function byTask(results: readonly TaskResult[]): readonly TaskResult[] {
  return [...results].sort((a, b) => (a.task < b.task ? -1 : 1));
}
