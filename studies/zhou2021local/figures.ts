import type { Study } from "@overparam/core";
import type { Config } from "./config.ts";
export const figures: Study<Config>["figures"] = () => [];
