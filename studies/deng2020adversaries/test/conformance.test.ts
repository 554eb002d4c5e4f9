import { studyConformance } from "@overparam/core/conformance";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import study from "../index.ts";

for (const backend of ["auto", "wasm"] as const) studyConformance({ describe, it, expect }, study, await loadEngine({ backend }));
