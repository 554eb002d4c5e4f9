import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { crossover } from "./crossover.ts";
import { degenerate } from "./degenerate.ts";
import { figure1 } from "./figure-1.ts";
import { widths } from "./widths.ts";

/** Experiments, the paper's own first. */
export const experiments: readonly Experiment<Config>[] = [figure1, widths, degenerate, crossover];
