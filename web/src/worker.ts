import { serveWorker, type WorkerLike, type WorkerScope } from "@overparam/lab/browser";
import wasm from "virtual:overparam-wasm";
import { studies } from "virtual:overparam-studies";

serveWorker(self as unknown as WorkerScope, {
  studies,
  wasm: new URL(wasm, self.location.href),
  spawn: (role) => new Worker(self.location.href, { type: "module", name: role }) as unknown as WorkerLike,
});
