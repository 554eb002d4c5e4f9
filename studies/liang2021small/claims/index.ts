import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { pathNorm, testError } from "./bounds.ts";
import { arrangementWork, cells, polynomialTime } from "./cost.ts";
import { secondOrder } from "./second-order.ts";
import { activeNeurons, balance, certificate, localMinima, optimal } from "./stationary.ts";
import { width } from "./width.ts";

/** Every statement that can be run, in the order of the study's README. */
export const claims: readonly Claim<Config>[] = [
  balance,
  activeNeurons,
  certificate,
  optimal,
  secondOrder,
  width,
  pathNorm,
  testError,
  cells,
  arrangementWork,
  polynomialTime,
  localMinima,
];
