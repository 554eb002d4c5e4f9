import type { DeskReply, DeskRequest } from "@overparam/lab/browser";

type Question = DeskRequest extends infer R ? (R extends DeskRequest ? Omit<R, "ask"> : never) : never;
type Told<K extends DeskReply["kind"]> = Extract<DeskReply, { readonly kind: K }>;

/** Asks the worker that knows the studies; answers come as promises, progress to a listener. */
export interface DeskClient {
  /** Rejects with one sentence. */
  ask<K extends DeskReply["kind"]>(
    question: Question,
    expects: readonly K[],
    onProgress?: (progress: Told<"progress">) => void,
  ): Promise<Told<K>>;
}

interface Waiting {
  readonly expects: readonly string[];
  readonly resolve: (reply: never) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: ((progress: Told<"progress">) => void) | undefined;
}

/** @param start makes the worker; called again after it died */
export function deskClient(start: () => Worker): DeskClient {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let worker: Worker | undefined;

  function hired(): Worker {
    if (worker !== undefined) return worker;
    const fresh = start();
    fresh.onmessage = ({ data }: MessageEvent<DeskReply>) => {
      const reply = data;
      const one = waiting.get(reply.ask);
      if (one === undefined) return;
      if (reply.kind === "progress") return one.onProgress?.(reply);
      waiting.delete(reply.ask);
      if (reply.kind === "refused") one.reject(new Error(reply.sentence));
      else one.resolve(reply as never);
    };
    fresh.onerror = (event) => {
      event.preventDefault();
      worker = undefined;
      fresh.terminate();
      const error = new Error(
        `The worker that knows the studies stopped (${event.message || "its script did not load"}). Reload the page.`,
      );
      for (const one of waiting.values()) one.reject(error);
      waiting.clear();
    };
    worker = fresh;
    return fresh;
  }

  return {
    ask(question, expects, onProgress) {
      return new Promise((resolve, reject) => {
        asked += 1;
        waiting.set(asked, { expects, resolve: resolve as Waiting["resolve"], reject, onProgress });
        hired().postMessage({ ...question, ask: asked });
      });
    },
  };
}
