import type { Assets, Engine } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/browser";
import { executeTask } from "../run/execute-task.ts";
import { runIdentity } from "../plan/identity.ts";
import { desk } from "./desk/desk.ts";
import type { DeskReply, DeskRequest } from "./desk/desk-protocol.ts";
import type { LiveEvent, LiveRequest } from "./live/live-protocol.ts";
import { type LiveRun, liveRun } from "./live/live-run.ts";
import { sentence } from "./sentence.ts";
import type { StudySource } from "./study-source.ts";
import { type StudyShelf, studyShelf } from "./study-shelf.ts";
import type { TaskReply, TaskRequest } from "./tasks/task-protocol.ts";
import { type WorkerLike, workerExecutor } from "./tasks/worker-executor.ts";

/** What a worker of the page is for; its name, given when it is made. */
export type WorkerRole = "desk" | "live" | "task";

/** The part of a worker's global scope that is needed. */
export interface WorkerScope {
  readonly name: string;
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void | Promise<void>) | null;
}

export interface Serving {
  readonly studies: readonly StudySource[];
  /** Address of the WebAssembly kernels. */
  readonly wasm: string | URL;
  /** Makes another worker from the same script, for the pool of a verification. */
  readonly spawn: (role: WorkerRole) => WorkerLike;
}

/** Engine memory by role: the desk judges and sets runs up one at a time, a task holds one run. */
const memory: Readonly<Record<WorkerRole, number>> = { desk: 64 * 2 ** 20, live: 128 * 2 ** 20, task: 64 * 2 ** 20 };

/** The whole of a worker script: answers according to the role in the worker's name. */
export function serveWorker(scope: WorkerScope, serving: Serving): void {
  const role = scope.name as WorkerRole;
  const shelf = studyShelf(serving.studies);
  let loading: Promise<Engine> | undefined;
  const engine = () => (loading ??= loadEngine({ url: serving.wasm, memory: memory[role] }));
  const serve = { desk: serveDesk, live: serveLive, task: serveTasks }[role];
  serve(scope, shelf, engine, serving);
}

function serveDesk(scope: WorkerScope, shelf: StudyShelf, engine: () => Promise<Engine>, { spawn }: Serving): void {
  const tell = (reply: DeskReply) => scope.postMessage(reply);
  const answering = engine().then((ready) =>
    desk({
      shelf,
      engine: ready,
      now: () => performance.now(),
      tell,
      executor: (workers, assets) => workerExecutor({ workers, assets, spawn: () => spawn("task") }),
    }),
  );
  scope.onmessage = ({ data }: MessageEvent) => {
    const request = data as DeskRequest;
    answering.then(
      (answer) => answer(request),
      (error: unknown) => tell({ ask: request.ask, kind: "refused", sentence: sentence(error, "Loading the kernels") }),
    );
  };
}

function serveTasks(scope: WorkerScope, shelf: StudyShelf, engine: () => Promise<Engine>): void {
  const tell = (reply: TaskReply) => scope.postMessage(reply);
  let assets: Assets = new Map();
  scope.onmessage = async ({ data }: MessageEvent) => {
    const request = data as TaskRequest;
    if (request.kind === "assets") {
      assets = request.assets;
      return;
    }
    const { task } = request;
    try {
      const [study, ready] = await Promise.all([shelf.get(task.study), engine()]);
      let toldAt = Number.NEGATIVE_INFINITY;
      const onSample = (sample: Parameters<NonNullable<Parameters<typeof executeTask>[4]>>[0], last: number) => {
        if (performance.now() - toldAt < 250) return;
        toldAt = performance.now();
        tell({ kind: "sample", sample, last });
      };
      tell({ kind: "result", result: executeTask(study, task, ready, assets, onSample) });
    } catch (error) {
      tell({ kind: "result", result: { task: task.id, kind: "failed", reason: sentence(error, "The run") } });
    }
  };
}

function serveLive(scope: WorkerScope, shelf: StudyShelf, engine: () => Promise<Engine>): void {
  const tell = (event: LiveEvent) => scope.postMessage(event);
  const rest = restThrough(new MessageChannel());
  let live: LiveRun | undefined;
  let newest = -1;

  async function open(request: LiveRequest & { readonly kind: "open" }): Promise<void> {
    newest = request.run;
    live?.close();
    live = undefined;
    try {
      const [study, ready] = await Promise.all([shelf.get(request.study), engine()]);
      // A slider asks for many runs a second; only the newest of those that wait is set up.
      await rest();
      if (newest !== request.run) return;
      const { id } = runIdentity({ study, config: request.config, seed: request.seed, backend: ready.backend });
      live = liveRun({
        run: request.run,
        study,
        config: request.config,
        seed: request.seed,
        id,
        engine: ready,
        assets: request.assets,
        now: () => performance.now(),
        rest,
        tell,
      });
      if (request.at > 0) await live.seek(request.at);
    } catch (error) {
      tell({ kind: "fault", run: request.run, sentence: sentence(error, "The run") });
    }
  }

  scope.onmessage = ({ data }: MessageEvent) => {
    const request = data as LiveRequest;
    try {
      switch (request.kind) {
        case "open":
          return void open(request);
        case "run":
          return void live?.play(request.pace);
        case "pause":
          return live?.pause();
        case "step":
          return live?.step();
        case "seek":
          return void live?.seek(request.iteration);
      }
    } catch (error) {
      tell({ kind: "fault", run: newest, sentence: sentence(error, "The run") });
    }
  };
}

/** A turn of the event loop: waiting messages are heard before the promise resolves. */
function restThrough(channel: MessageChannel): () => Promise<void> {
  const waiting: (() => void)[] = [];
  channel.port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      channel.port2.postMessage(null);
    });
}
