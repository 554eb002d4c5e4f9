import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import type { YooProblem } from "../problem.ts";
import { conservation } from "./conservation.ts";
import { controller } from "./controller.ts";
import { firstOrder, refinement } from "./descent-at-a-point.ts";
import { dimension } from "./dimension.ts";
import { permutation, reparameterization } from "./equivalent-runs.ts";
import { extremes } from "./extremes.ts";
import { gain, generalization } from "./generalization.ts";
import { projection } from "./projection.ts";

/** What sharing gradients does, then what it is for. */
export const claims: readonly Claim<Config, YooProblem>[] = [
  projection,
  conservation,
  dimension,
  extremes,
  firstOrder,
  refinement,
  reparameterization,
  permutation,
  generalization,
  gain,
  controller,
];
