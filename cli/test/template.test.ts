import { studyConformance } from "@overparam/core/conformance";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import study from "../template/index.ts";

// What `new-study` writes passes what every study must pass.
studyConformance({ describe, it, expect }, study, await loadEngine());
