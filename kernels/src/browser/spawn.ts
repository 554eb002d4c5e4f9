import { joinTeam, type MemberOrder } from "../wasm/team.ts";

const program = `
  onmessage = ({ data: order }) => {
    const ready = () => postMessage("ready");
    ${joinTeam}
  };
`;

/** Starts a web worker that joins a team. */
export function spawnWorker(order: MemberOrder): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const url = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
    const worker = new Worker(url);
    worker.onerror = (event) => reject(new Error(`a worker of the kernels did not start: ${event.message}`));
    worker.onmessage = () => {
      URL.revokeObjectURL(url);
      resolve(() => worker.terminate());
    };
    worker.postMessage(order);
  });
}

/**
 * Whether this place can share memory and wait: a worker of a page that is isolated from other origins.
 * The thread of a page itself may not sleep, and without isolation (COOP and COEP headers) there is no shared memory.
 */
export function canThread(): boolean {
  const scope = globalThis as { crossOriginIsolated?: boolean; document?: unknown };
  return scope.crossOriginIsolated === true && scope.document === undefined;
}
