import { Option } from "commander";

/**
 * `--redis URL`, or OVERPARAM_REDIS, which other users of the machine do not see.
 *
 * The text is checked where it is used: commander would repeat it, and it may hold a password.
 */
export function redisOption(says: string): Option {
  return new Option("--redis <url>", `${says} (default OVERPARAM_REDIS, else redis://127.0.0.1:6379)`);
}

/** What the command line or the environment says; undefined where neither does. */
export function redisUrl(given: string | undefined): string | undefined {
  return given ?? (process.env.OVERPARAM_REDIS || undefined);
}
