import { loadEngine } from "@overparam/kernels/browser";
import { sharedNumbers } from "../shared-numbers.ts";

const engine = await loadEngine({ threads: 2 });
const found = sharedNumbers(engine);
engine.close();
postMessage({ ...found, isolated: globalThis.crossOriginIsolated });
