import { redisOption, redisUrl } from "../../options/redis-option.ts";
import type { ExecutorChoice } from "./executor-choice.ts";

/** Workers on any machine, over a queue in Redis. */
export const redis: ExecutorChoice = {
  name: "redis",
  says: "overparam worker, on any machine",
  options: () => [redisOption("with --executor redis: where the Redis is")],
  workers: ({ workers }) => workers ?? 1,
  again: ({ redis: url }) => {
    if (typeof url !== "string" || !URL.canParse(url)) return [];
    const { protocol, host, pathname } = new URL(url);
    return ["--redis", `${protocol}//${host}${pathname}`];
  },
  async make(options) {
    const { redisAddress, redisSweepExecutor, usualRedis } = await import("@overparam/lab/node/sweep");
    return redisSweepExecutor(redisAddress(redisUrl(options.redis as string | undefined) ?? usualRedis));
  },
};
