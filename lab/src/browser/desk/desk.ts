import { type Assets, type Engine, misuse, resolveConfig, sha256 } from "@overparam/core";
import { readTensors } from "../../format/index.ts";
import { judgePlan } from "../../judge/judge-plan.ts";
import type { ClaimResult } from "../../judge/verification.ts";
import { type VerifyEvent, verify } from "../../judge/verify.ts";
import type { Executor, TaskResult } from "../../plan/executor.ts";
import { runIdentity } from "../../plan/identity.ts";
import type { VerificationPlan } from "../../plan/plan-verification.ts";
import { planSweep } from "../../sweep/sweep-plan.ts";
import { sweepSource } from "../../sweep/sweep-source.ts";
import { sentence } from "../sentence.ts";
import { studyCard } from "../study-card.ts";
import type { StudyShelf } from "../study-shelf.ts";
import type { ClaimShown, DeskReply, DeskRequest } from "./desk-protocol.ts";

/** Milliseconds between two progress replies, and between two judgements of what there is. */
const progressPeriod = 150;
const judgePeriod = 700;

export interface DeskSetting {
  readonly shelf: StudyShelf;
  readonly engine: Engine;
  readonly executor: (workers: number, assets: Assets) => Executor;
  readonly now: () => number;
  readonly tell: (reply: DeskReply) => void;
}

/** Answers what a page asks about studies: describes them, resolves configs, reads files, verifies. */
export function desk(setting: DeskSetting): (request: DeskRequest) => Promise<void> {
  const { shelf, engine, tell, now } = setting;
  let running: AbortController | undefined;

  async function studies(ask: number): Promise<void> {
    const loaded = await Promise.allSettled(shelf.ids.map(async (id) => studyCard(await shelf.get(id))));
    tell({
      ask,
      kind: "studies",
      cards: loaded.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])),
      failures: loaded.flatMap((one) => (one.status === "rejected" ? [sentence(one.reason, "A study")] : [])),
    });
  }

  async function verifying(request: DeskRequest & { readonly kind: "verify" }): Promise<void> {
    const { ask } = request;
    running?.abort();
    const stop = new AbortController();
    running = stop;
    const study = await shelf.get(request.study);
    const config = resolveConfig(study, request.config) as Readonly<Record<string, unknown>>;
    const executor = setting.executor(request.workers, request.assets);
    const results = new Map<string, TaskResult>();
    const began = now();
    let plan: VerificationPlan | undefined;
    let toldAt = Number.NEGATIVE_INFINITY;
    let judgedAt = now();
    let judgedFor = 0;
    const onEvent = (event: VerifyEvent): void => {
      if (event.kind === "planned") plan = event.plan;
      if (event.kind === "finished") results.set(event.task, event.result);
      if (plan === undefined || event.kind === "judged" || now() - toldAt < progressPeriod) return;
      const judge = results.size > judgedFor && now() - judgedAt > judgePeriod;
      const whole = judge ? complete(plan, results) : new Set<string>();
      if (judge) {
        judgedAt = now();
        judgedFor = results.size;
      }
      toldAt = now();
      const seconds = (toldAt - began) / 1000;
      tell({
        ask,
        kind: "progress",
        done: results.size,
        total: plan.tasks.length,
        secondsLeft: results.size < 3 ? null : (seconds / results.size) * (plan.tasks.length - results.size),
        claims: plan.claims.map((needs) => ({ claim: needs.claim, ...progress(needs, results) })),
        shown: judge
          ? judgePlan(study, plan, results, engine.math)
              .filter(({ claim }) => whole.has(claim))
              .map(shown)
          : null,
      });
    };
    try {
      const verification = await verify({
        study,
        config,
        seed: request.seed,
        engine,
        executor,
        assets: request.assets,
        onEvent,
        signal: stop.signal,
      });
      tell({
        ask,
        kind: "verified",
        id: verification.id,
        claims: verification.claims.map(shown),
        figures: figuresOf(() =>
          study.figures(
            verification.records,
            verification.claims.map(({ verdict }) => verdict),
            engine.math,
          ),
        ),
        failures: verification.failures.map(({ reason }) => reason),
        runs: verification.records.length + verification.counterRecords.length,
        seconds: (now() - began) / 1000,
      });
    } catch (error) {
      if (stop.signal.aborted) tell({ ask, kind: "stopped" });
      else throw error;
    } finally {
      await executor.close();
      if (running === stop) running = undefined;
    }
  }

  async function answer(request: DeskRequest): Promise<void> {
    const { ask } = request;
    switch (request.kind) {
      case "studies":
        return studies(ask);
      case "resolve": {
        const study = await shelf.get(request.study);
        const config = resolveConfig(study, request.config) as Readonly<Record<string, unknown>>;
        return tell({
          ask,
          kind: "resolved",
          config,
          id: runIdentity({ study, config, seed: request.seed, backend: engine.backend }).id,
          backend: engine.backend,
        });
      }
      case "trial": {
        const { file, backend, cell } = request;
        const plan = planSweep(sweepSource(file), await shelf.get(file.study), backend);
        const index = plan.indexOf(cell, request.seed);
        if (index === undefined) throw misuse("sweep", "its file must have the trial", `cell ${cell}, seed ${request.seed}`);
        const { config, seed, id } = plan.trial(index);
        return tell({ ask, kind: "trial", config, seed, id });
      }
      case "file": {
        const bytes = new Uint8Array(request.bytes);
        const tensors = readTensors(bytes, request.name);
        const hash = `sha256:${sha256(bytes)}`;
        const says = Object.entries(tensors)
          .map(([name, { shape }]) => `${name} [${shape.join(", ")}]`)
          .join(", ");
        return tell({ ask, kind: "file", hash, assets: new Map([[hash, tensors]]), says });
      }
      case "verify":
        return verifying(request);
      case "stop":
        running?.abort();
        return tell({ ask, kind: "stopped" });
    }
  }

  return (request) =>
    answer(request).catch((error: unknown) => tell({ ask: request.ask, kind: "refused", sentence: sentence(error, "This") }));
}

function shown({ claim, verdict, counter }: ClaimResult): ClaimShown {
  return { claim, verdict, counter };
}

type Needed = VerificationPlan["claims"][number];

function tasksOf(needs: Needed): readonly string[] {
  const both = [needs, ...(needs.counter === null ? [] : [needs.counter])];
  return [...new Set(both.flatMap(({ runs, construct }) => [...runs, ...(construct === null ? [] : [construct])]))];
}

function progress(needs: Needed, results: ReadonlyMap<string, TaskResult>): { readonly done: number; readonly total: number } {
  const tasks = tasksOf(needs);
  return { done: tasks.filter((task) => results.has(task)).length, total: tasks.length };
}

/** The claims whose evidence is all there: only these are shown before the end. */
function complete(plan: VerificationPlan, results: ReadonlyMap<string, TaskResult>): ReadonlySet<string> {
  return new Set(plan.claims.filter((needs) => progress(needs, results).done === progress(needs, results).total).map(({ claim }) => claim));
}

function figuresOf<T>(work: () => readonly T[]): readonly T[] {
  try {
    return work();
  } catch {
    return [];
  }
}
