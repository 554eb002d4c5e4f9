/**
 * Sweeps on Node: files, shards, workers, tables.
 *
 * @module
 */
export { compactFolder } from "./compact-folder.ts";
export { type Compacted, compactSweep } from "./compact-sweep.ts";
export { type LoadedSweep, loadSweepFiles, readSweepFile } from "./load-sweep.ts";
export { noColumn, type ParquetTable, parquetTable } from "./parquet-rows.ts";
export { querySql } from "./query-sql.ts";
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
export type { SweepProgress, WorkerLoad } from "./sweep-progress.ts";
export { type RedisAddress, redisAddress, usualRedis } from "./redis/redis-address.ts";
export { redisSweepExecutor } from "./redis/redis-sweep-executor.ts";
export { redisWorker, type RedisWorkerEvent } from "./redis/redis-worker.ts";
export { type SlurmOptions, slurmSketch, slurmSweepExecutor } from "./slurm/slurm-sweep-executor.ts";
export { threadSweepExecutor } from "./thread-sweep-executor.ts";
export type { ExecutorFactory, SweepSite } from "./sweep-site.ts";
export { pinned } from "./pinned-backend.ts";
export type { ReasonCount } from "./reason-tally.ts";
export { type ReopenedSweep, reopenSweep } from "./reopen-sweep.ts";
export { type SweepStatus, sweepStatus } from "./sweep-status.ts";
export { type SweepTables, sweepTables } from "./sweep-tables.ts";
export { type TrialLedger, trialLedger } from "./trial-ledger.ts";
export { type DiagramAsk, type ReadDiagram, readDiagram } from "./read-diagram.ts";
export { readTrials, type SweepTrials } from "./read-trials.ts";
export { refineSweep, type SweepRefinement } from "./refine-sweep.ts";
export { writeSweepTable } from "./write-sweep-table.ts";
export { type DiagramFiles, writeDiagram } from "./write-diagram.ts";
