// A page's own thread may not sleep, so the engine lives in a worker, as in the lab.
const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => {
  (globalThis as { shared?: unknown }).shared = data;
};
worker.onerror = ({ message }) => {
  (globalThis as { shared?: unknown }).shared = { fault: message };
};
