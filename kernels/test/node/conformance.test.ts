import { describe, expect, it } from "vitest";
import { availableBackends, loadEngine } from "../../src/node/index.ts";
import { angleConformance } from "../support/angle-conformance.ts";
import { definitionConformance } from "../support/definition-conformance.ts";
import { populationConformance } from "../support/population-conformance.ts";

it("has WebAssembly to test", () => expect(availableBackends()).toContain("wasm"));

describe.each(availableBackends())("%s", (backend) => {
  populationConformance(backend, () => loadEngine({ backend }));
  angleConformance(backend, () => loadEngine({ backend }));
  definitionConformance(backend, () => loadEngine({ backend }));
});
