import { studyConformance } from "@overparam/core/conformance";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import study from "../index.ts";

// What every study must keep: settings with defaults, runs that record, claims that are judged, counter-runs that are caught.
studyConformance({ describe, it, expect }, study, await loadEngine());
