import { checkCount } from "./checks.ts";

/** A team has at most this many members (cpp/team/team.hpp). */
const most = 64;

/** How many threads an engine takes: as many as were asked for, but no more than this machine has cores. */
export function checkThreads(threads: number, cores: number): number {
  return Math.max(1, Math.min(checkCount("loadEngine", "threads", threads), cores, most));
}
