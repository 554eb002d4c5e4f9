import type { Experiment } from "@overparam/core";
import type { Config } from "../config.ts";
import { absoluteValue } from "./absolute-value.ts";
import { families } from "./families.ts";
import { splittingExperiment } from "./splitting.ts";
import { tableExperiment } from "./table.ts";

/** Experiments, the table of 2018 first. */
export const experiments: readonly Experiment<Config>[] = [tableExperiment, families, splittingExperiment, absoluteValue];
