import { describe, expect, it } from "vitest";
import { availableBackends, loadEngine } from "../../src/node/index.ts";
import { engineConformance } from "../support/conformance.ts";

it("has WebAssembly to test", () => expect(availableBackends()).toContain("wasm"));

describe.each(availableBackends())("%s", (backend) => {
  engineConformance(backend, () => loadEngine({ backend }));
});
