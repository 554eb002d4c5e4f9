// Preloaded into the command under test: the time of day jumps by an hour forward, a day back, or stands, at every look, in every thread.
import { appendFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

const jumps = [0, 3_600_000, -86_400_000, 60_000, -60_000];
const { Date: Real } = globalThis;
const begun = Real.now();
let looks = 0;
const now = () => begun + jumps[looks++ % jumps.length];
globalThis.Date = class extends Real {
  constructor(...given) {
    if (given.length === 0) super(now());
    else super(...given);
  }
  static now() {
    return now();
  }
};
appendFileSync(process.env.CLOCK_LOG, isMainThread ? "main\n" : "worker\n");
