// A teacher of your own: rows of W are the teacher neurons. Written as safetensors, given to a study, known afterwards by its content and not its path.
//
//   node examples/06-teacher-file.mjs
import { writeFileSync } from "node:fs";
import { resolveConfig, rootKey, startSolve } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { writeSafetensors } from "@overparam/lab";
import { findStudy, resolveFiles } from "@overparam/lab/node";

writeFileSync("teacher.safetensors", writeSafetensors({ W: { shape: [2, 3], data: Float64Array.of(1, 0, 0, 0.6, 0.8, 0) } }));

const engine = await loadEngine();
const { study } = await findStudy("zhou2021local");
const asked = resolveConfig(study, { scale: "smoke", students: 8, steps: 3000, teacher: "teacher.safetensors" });
const { config, assets } = resolveFiles(study, asked);
console.log(`teacher: ${config.teacher}`);

const setup = study.setup(config, { engine, key: rootKey(study.id, 1), assets });
console.log("known before the first step:", setup.facts);
const solve = startSolve(setup, engine, study.observables);
while (solve.outcome === undefined) solve.advance(1000);
console.log(solve.outcome.says);
setup.problem.objective.close();
engine.close();
