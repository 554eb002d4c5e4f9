// Verdicts are made of records alone: read a verification and judge it again, computing no run.
//
//   node examples/05-judge-again.mjs [folder that 04-verify.mjs wrote]
import { judgeVerification } from "@overparam/lab";
import { loadEngine } from "@overparam/kernels/node";
import { findStudy, readVerification } from "@overparam/lab/node";

const folder = process.argv[2] ?? "runs/example-verification";
const engine = await loadEngine();
const recorded = readVerification(folder);
const { study } = await findStudy(recorded.study);
const judged = judgeVerification(study, recorded, engine.math);

const same = judged.claims.every(({ verdict }, i) => JSON.stringify(verdict) === JSON.stringify(recorded.claims[i].verdict));
console.log(
  `${judged.claims.length} claims judged again from ${recorded.records.length} runs: ${same ? "the same verdicts" : "other verdicts"}`,
);
engine.close();
