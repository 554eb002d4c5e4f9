/**
 * Sweeps on Node: files, shards, workers, tables.
 *
 * @module
 */
export { type Compacted, compactSweep } from "./compact-sweep.ts";
export { type LoadedSweep, loadSweepFiles, readSweepFile } from "./load-sweep.ts";
export { predictSweep, type SweepForecast } from "./predict-sweep.ts";
export { readShards, type ShardPlace, type ShardReading } from "./read-shards.ts";
export { decodeShardLine, encodeShardLine, type ShardEntry } from "./shard-line.ts";
export { type ShardWriter, shardWriter } from "./shard-writer.ts";
export {
  generationOf,
  needSweep,
  readSweep,
  shardFolder,
  type StoredSweep,
  storedSweep,
  sweepFiles,
  type TrialCounts,
  writeSweep,
} from "./sweep-json.ts";
export { type ChunkEnd, type TrialThread, type TrialThreadOptions, trialThread } from "./trial-thread.ts";
export { runSweep, type SweepEnd, type SweepRun, type SweepRunEvent } from "./run-sweep.ts";
export { sweepChanges } from "./sweep-changes.ts";
export type { SweepProgress } from "./sweep-progress.ts";
export { threadSweepExecutor } from "./thread-sweep-executor.ts";
export type { ExecutorFactory, SweepSite } from "./sweep-site.ts";
export { type TrialLedger, trialLedger } from "./trial-ledger.ts";
