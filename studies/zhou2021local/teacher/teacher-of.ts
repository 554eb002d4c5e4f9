import { type Context, fold, samplesFromAsset, type Teacher, teacherFromAsset } from "@overparam/core";
import type { Config } from "../config.ts";
import { drawTeacher } from "./draw.ts";

/**
 * The teachers of a config: from its file, with output weights a_i > 0 folded into the norms, or drawn from the key.
 *
 * Depends on the seed but not on the students, so that runs of different widths share their teachers.
 *
 * @throws Misuse for a file that this paper cannot use: a_i ≤ 0, biases, zero rows
 */
export function teacherOf(config: Config, { engine, key, assets }: Context): { readonly teacher: Teacher; readonly dimension: number } {
  if (config.teacher !== undefined) {
    const file = teacherFromAsset(assets, config.teacher, { a: "fold positive" });
    return { teacher: { directions: file.directions, weights: file.weights }, dimension: file.inputs };
  }
  const dimension = config.inputs === undefined ? config.dimension : samplesFromAsset(assets, config.inputs).inputs;
  return { teacher: drawTeacher(engine.math, fold(key, "teacher"), { ...config, dimension }), dimension };
}
