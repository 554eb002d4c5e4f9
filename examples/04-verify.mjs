// The main job from a program: every claim of a study gets the runs that it needs and a verdict. The same as `overparam verify zhou2021local`.
//
//   node examples/04-verify.mjs [folder for the records]
import { resolveConfig } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { findStudy, verifyInFolder } from "@overparam/lab/node";

const folder = process.argv[2] ?? "runs/example-verification";
const engine = await loadEngine();
const found = await findStudy("zhou2021local");
const config = resolveConfig(found.study, { scale: "smoke" });
const { verification } = await verifyInFolder({ found, config, seed: 1, engine, folder });

for (const { claim, verdict, counter } of verification.claims) {
  console.log(`${claim.padEnd(18)} ${verdict.verdict.padEnd(14)} asked ${verdict.asked}; counter-run ${counter?.verdict ?? "left out"}`);
}
console.log(`the records are in ${folder}`);
engine.close();
