// Preloaded into the command under test (stopped.ts): a while after its first output the process sends itself a signal. The clock is the
// process's own, so a busy machine delays the work together with the signal and never lets the work end first.
import { isMainThread } from "node:worker_threads";

const asked = new URL(import.meta.url).searchParams;
if (isMainThread) {
  const write = process.stdout.write;
  process.stdout.write = function first(...args) {
    process.stdout.write = write;
    setTimeout(() => process.kill(process.pid, asked.get("signal")), Number(asked.get("after"))).unref();
    return Reflect.apply(write, process.stdout, args);
  };
}
