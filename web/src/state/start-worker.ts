import type { WorkerRole } from "@overparam/lab/browser";

/** Starts a worker of the page's one worker script; its name says what it is for. */
export function startWorker(role: WorkerRole): Worker {
  // Vite recognises exactly this form and bundles the script; the name has to be a literal.
  return role === "desk"
    ? new Worker(new URL("../worker.ts", import.meta.url), { type: "module", name: "desk" })
    : new Worker(new URL("../worker.ts", import.meta.url), { type: "module", name: "live" });
}
