import { Command } from "commander";
import type { Host } from "../host.ts";
import { redisOption } from "../options/redis-option.ts";
import { type Listing, studiesOption } from "../options/studies.ts";
import { wholeNumber } from "../options/study-options.ts";

/** What `worker` takes. */
export interface WorkerOptions extends Listing {
  readonly redis?: string;
  readonly workers?: number;
  readonly idle?: number;
  readonly json?: boolean;
}

/** `overparam worker`: makes trials of sweeps that run elsewhere with `--executor redis`. */
export function workerCommand(host: Host): Command {
  return studiesOption(new Command("worker"))
    .description("make trials for sweeps that run with --executor redis, on this machine or another")
    .addOption(redisOption("where the Redis is"))
    .option("--workers <n>", "trials at a time, each in a thread (default: one per core)", wholeNumber(1, 4096))
    .option("--idle <seconds>", "end after so long without a sweep", wholeNumber(1, 1_000_000_000))
    .option("--json", "print one JSON object per event")
    .action((options: WorkerOptions) => host.act(async () => (await import("../sweep/serve-redis.ts")).serveRedis(host, options)));
}
