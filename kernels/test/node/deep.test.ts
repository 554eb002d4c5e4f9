import { describe } from "vitest";
import { availableBackends, loadEngine } from "../../src/node/index.ts";
import { deepConformance } from "../support/deep-conformance.ts";

describe.each(availableBackends())("%s", (backend) => {
  deepConformance(backend, (threads) => loadEngine({ backend, threads }));
});
