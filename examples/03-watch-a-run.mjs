// A run is stepped, not called: advance as far as you like, look, and go on. However it is cut, its numbers are the same.
//
//   node examples/03-watch-a-run.mjs
import { fitPower, resolveConfig, rootKey, startSolve } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { findStudy } from "@overparam/lab/node";

const engine = await loadEngine();
const { study } = await findStudy("zhou2021local");
const config = resolveConfig(study, { scale: "smoke", students: 12, teachers: 3, steps: 5000 });
const setup = study.setup(config, { engine, key: rootKey(study.id, 1), assets: new Map() });
const solve = startSolve(setup, engine, study.observables);

const time = [];
const loss = [];
while (solve.outcome === undefined) {
  for (const sample of solve.advance(1000)) {
    time.push(sample.time);
    loss.push(sample.values.loss);
  }
  const slope = fitPower(engine.math, time, loss)?.slope;
  console.log(`step ${solve.state.iteration}  loss ${loss.at(-1).toExponential(2)}  slope ${slope?.toFixed(2) ?? "–"}`);
}
console.log(solve.outcome.says);
setup.problem.objective.close();
engine.close();
