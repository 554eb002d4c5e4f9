import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Trials a second of two workers over those of one: independent trials (200,10,20), 1000 steps each. */
export const sweepRows = [
  {
    name: "sweep of independent trials, 2 workers / 1 worker",
    asked: 1.9,
    sense: "at least",
    unit: "×",
    compare: "speedup",
    async open(context) {
      const workers = [0, 1].map(
        () => new Worker(new URL("../sweep-worker.mjs", import.meta.url), { workerData: { backend: context.fastest } }),
      );
      await Promise.all(workers.map((worker) => once(worker, "message")));
      const finish = async (trials) => {
        const begun = performance.now();
        await Promise.all(
          trials.map((count, index) => {
            if (count === 0) return undefined;
            const done = once(workers[index], "message");
            workers[index].postMessage(count);
            return done;
          }),
        );
        return (performance.now() - begun) / 1000;
      };
      return {
        ours: (repeats) => finish([4 * repeats, 4 * repeats]),
        theirs: (repeats) => finish([8 * repeats, 0]),
        close: () => {
          for (const worker of workers) void worker.terminate();
        },
      };
    },
  },
];
