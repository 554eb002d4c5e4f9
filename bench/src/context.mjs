import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { availableBackends, loadEngine } from "@overparam/kernels/node";
import { openPeak } from "./peaks.mjs";
import { Peer } from "./peer.mjs";

/** What rows share: engines, peers and peak loops, opened when first wanted and closed together. */
export function openContext(options) {
  const folder = mkdtempSync(join(tmpdir(), "overparam-bench-"));
  const open = new Map();
  const shared = (key, make) => {
    if (!open.has(key)) open.set(key, make());
    return open.get(key);
  };
  const fastest = options.backend ?? availableBackends()[0];
  return {
    options,
    fastest,
    /** An engine with memory enough for every row. */
    engine: (threads = 1, backend = fastest) =>
      shared(`engine ${backend} ${threads}`, () => loadEngine({ backend, threads, memory: 3 * 2 ** 30 })),
    peer: (threads = 1) => shared(`peer ${threads}`, () => new Peer({ python: options.python, threads, folder })),
    peak: (backend = fastest) => shared(`peak ${backend}`, () => openPeak(backend)),
    async close() {
      for (const thing of open.values())
        await Promise.resolve(thing).then(
          (opened) => opened.close?.(),
          () => {},
        ); // its row has said why
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
