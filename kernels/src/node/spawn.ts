import { Worker } from "node:worker_threads";
import { joinTeam, type MemberOrder } from "../wasm/team.ts";

const program = `
  const { parentPort, workerData: order } = require("node:worker_threads");
  const ready = () => parentPort.postMessage("ready");
  ${joinTeam}
`;

/** Starts a worker thread that joins a team; it does not keep the process alive. */
export function spawnWorker(order: MemberOrder): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(program, { eval: true, workerData: order });
    worker.once("error", reject);
    worker.once("message", () => {
      worker.unref();
      resolve(() => void worker.terminate());
    });
  });
}
