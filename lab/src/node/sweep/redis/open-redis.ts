import { misuse } from "@overparam/core";
import { Redis } from "ioredis";
import type { RedisAddress } from "./redis-address.ts";

/** Milliseconds that the first connection may take. */
const patience = 5000;
/** Milliseconds between two tries to connect again, at most. */
const beat = 1000;

/**
 * Connects; later breaks of the connection are mended by themselves, and what is asked meanwhile is answered then.
 *
 * @param onBreak hears when the connection breaks and when it is back
 * @errors one sentence where there is no Redis, it wants a password, or it would forget jobs when its memory is full
 */
export async function openRedis({ url, shown }: RedisAddress, onBreak: (here: boolean) => void = () => {}): Promise<Redis> {
  let ready = false;
  let gone = false;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patience,
    maxRetriesPerRequest: null,
    // Once it was there it is waited for; the first time it must be there.
    retryStrategy: (times) => (ready ? Math.min(beat, 50 * times) : null),
  });
  let last = "";
  redis.on("error", (error: Error) => {
    last = error.message;
  });
  redis.on("reconnecting", () => {
    if (ready && !gone) onBreak(false);
    gone = true;
  });
  redis.on("ready", () => {
    if (ready && gone) onBreak(true);
    gone = false;
  });
  try {
    await redis.connect();
    const memory = await redis.info("memory");
    const policy = /^maxmemory_policy:(\S+)/m.exec(memory)?.[1];
    if (policy !== undefined && policy !== "noeviction") {
      throw misuse(shown, "this Redis must keep what it is given (maxmemory-policy noeviction)", policy, "set it so in its configuration");
    }
    ready = true;
    return redis;
  } catch (error) {
    redis.disconnect();
    if ((error as Error).name === "Misuse") throw error;
    const why = /NOAUTH|WRONGPASS/.test(`${last} ${(error as Error).message}`)
      ? "it asks for another name or password"
      : `it does not answer${last === "" ? "" : ` (${last.split("\n")[0]})`}`;
    throw misuse(shown, `a Redis is needed there; ${why}`, undefined, "start one, or name another with --redis or OVERPARAM_REDIS");
  }
}
