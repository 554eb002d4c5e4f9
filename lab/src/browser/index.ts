/**
 * The browser host: live runs and verifications in Web Workers. The page only sends requests and shows what comes back.
 *
 * @module
 */
export type * from "./desk/desk-protocol.ts";
export type * from "./live/live-protocol.ts";
export { type Serving, serveWorker, type WorkerRole, type WorkerScope } from "./serve-worker.ts";
export type { ClaimCard, ObservableCard, StudyCard } from "./study-card.ts";
export type { StudySource } from "./study-source.ts";
export { type WorkerLike, type WorkerPool, workerExecutor } from "./tasks/worker-executor.ts";
