import type { Experiment } from "@overparam/core";
import type { Config } from "./config.ts";
export const experiments: readonly Experiment<Config>[] = [];
