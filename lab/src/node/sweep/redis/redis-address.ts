import { misuse } from "@overparam/core";

/** Where a Redis is. */
export interface RedisAddress {
  /** With the password, if it has one: for the connection and nothing else. */
  readonly url: string;
  /** Without: for people, logs and records. */
  readonly shown: string;
}

/** Where nothing is said: this machine alone can reach it. */
export const usualRedis = "redis://127.0.0.1:6379";

/**
 * Reads `redis://[user:password@]host[:port][/number]`, or `rediss://` for TLS.
 *
 * @errors one sentence that never repeats what was given, which may hold a password
 */
export function redisAddress(text: string): RedisAddress {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw wrong();
  }
  if (!/^rediss?:$/.test(url.protocol) || url.hostname === "" || !/^\/?\d*$/.test(url.pathname)) throw wrong();
  const { protocol, hostname, port, pathname } = url;
  return { url: text, shown: `${protocol}//${hostname}:${port || "6379"}${pathname === "/" ? "" : pathname}` };
}

function wrong(): Error {
  return misuse(
    "--redis",
    "the address of a Redis is needed, such as redis://127.0.0.1:6379",
    undefined,
    "name it, or set OVERPARAM_REDIS",
  );
}
