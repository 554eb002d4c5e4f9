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
export type { ExecutorFactory, SweepSite } from "./sweep-site.ts";
export { type TrialLedger, trialLedger } from "./trial-ledger.ts";
