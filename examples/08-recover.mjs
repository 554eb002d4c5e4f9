// The network behind numbers: samples of two neurons and a little noise, and what a recovery may claim of them.
//
//   node examples/08-recover.mjs
import {
  compareNetworks,
  concludeRecovery,
  descentMethod,
  finished,
  fold,
  normal,
  prepareRecovery,
  rootKey,
  searchPiece,
  startSearch,
  teacherLabels,
} from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { recoveryWords } from "@overparam/lab";

const engine = await loadEngine();
const key = rootKey("example", 1);
const teacher = { W: Float64Array.of(0.6, 0.8, 0, 0, -0.8, 0.6), a: Float64Array.of(1.5, -1) };
const x = new Float64Array(500 * 3);
normal(engine.math, fold(key, "x"), x);
const noise = new Float64Array(500);
normal(engine.math, fold(key, "noise"), noise);
const clean = teacherLabels("relu", { directions: teacher.W, weights: teacher.a }, x, 3);

for (const deviation of [0, 0.05]) {
  const y = clean.map((value, i) => value + deviation * noise[i]);
  const problem = prepareRecovery(engine, { x, y, inputs: 3 }, { activation: "relu", seed: 1, attempts: 6 }, descentMethod);
  // One piece at a time: between two of them the state is plain data, from which a search goes on.
  let state = startSearch();
  while (state.stage !== "done") state = finished(searchPiece(engine, problem.search, state));
  const recovery = finished(concludeRecovery(engine, problem, state));
  const { total } = compareNetworks(engine, "relu", 3, teacher, recovery);
  console.log(recoveryWords(recovery, { plain: true }));
  console.log(`  error of all weights ${total.toExponential(1)}, expected ${recovery.predictedError.toExponential(1)}`);
}
engine.close();
