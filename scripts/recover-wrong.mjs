// What `overparam recover` claims of targets that are no such network: functions, noise levels and seeds, a table in Markdown.
//
//   node scripts/recover-wrong.mjs [--seeds 10] [--from 1] [--noise 0,1e-8,0.01] [--attempts 2]
import { parseArgs } from "node:util";
import {
  concludeRecovery,
  descentMethod,
  finished,
  fold,
  normal,
  prepareRecovery,
  rootKey,
  searchPiece,
  startSearch,
} from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";

const { values: option } = parseArgs({
  options: {
    seeds: { type: "string", default: "10" },
    from: { type: "string", default: "1" },
    noise: { type: "string", default: "0,1e-8,0.01" },
    attempts: { type: "string", default: "2" },
  },
});
const engine = await loadEngine({ threads: 1 });
const [n, d] = [400, 5];
const relu = (z) => Math.max(z, 0);
/** By their names; p, q, r are directions drawn by the seed. */
const targets = {
  biases: (p, q, r) => relu(p + 0.5) - relu(q - r - 1),
  "a small bias": (p, q) => relu(p + 0.01) + relu(q),
  "an offset": (p, q) => relu(p) - relu(q) + 0.3,
  tanh: (p, q) => Math.tanh(p) + Math.tanh(p - q),
  "leaky and smooth": (p, q) => Math.log(1 + Math.exp(4 * p)) / 4 - relu(q),
  "a product": (p, q) => p * q,
  "a cube": (p) => p * p * p,
  "the norm of two": (p, q) => Math.sqrt(p * p + q * q),
  "a step": (p) => Math.sign(p),
  "three layers": (p, q, r) => relu(relu(p) - relu(q) + 0.5 * r),
  "a maximum": (p, q, r) => Math.max(p, q, r),
  "noise alone": () => 0,
};

console.log(
  `backend ${engine.backend}, seeds ${option.from} to ${Number(option.from) + Number(option.seeds) - 1}, ${n} samples of ${d} inputs\n`,
);
console.log(
  "| target | noise | exact | noisy | ambiguous | none | claimed exact above the rounding floor |\n|---|---|---|---|---|---|---|",
);
for (const [name, f] of Object.entries(targets)) {
  for (const noise of option.noise.split(",").map(Number)) {
    if (name === "noise alone" && noise === 0) continue;
    const counts = { exact: 0, noisy: 0, ambiguous: 0, none: 0 };
    let denied = 0;
    for (let at = 0; at < Number(option.seeds); at++) {
      const seed = Number(option.from) + at;
      const key = fold(rootKey("recover-wrong", seed), name);
      const [x, e, w] = [new Float64Array(n * d), new Float64Array(n), new Float64Array(3 * d)];
      normal(engine.math, fold(key, "x"), x);
      normal(engine.math, fold(key, "e"), e);
      normal(engine.math, fold(key, "w"), w);
      const along = (i, k) => w.subarray(k * d, k * d + d).reduce((sum, entry, j) => sum + (entry * x[i * d + j]) / Math.sqrt(d), 0);
      const y = e.map((error, i) => f(along(i, 0), along(i, 1), along(i, 2)) + noise * error);
      for (const activation of ["relu", "abs"]) {
        const settings = { activation, seed, attempts: Number(option.attempts) };
        const problem = prepareRecovery(engine, { x, y, inputs: d }, settings, descentMethod);
        let state = startSearch();
        while (state.stage !== "done") state = finished(searchPiece(engine, problem.search, state));
        const { verdict, heldOutError, floor } = finished(concludeRecovery(engine, problem, state));
        counts[verdict]++;
        if (verdict === "exact" && heldOutError > floor) denied++;
      }
    }
    console.log(`| ${name} | ${noise} | ${counts.exact} | ${counts.noisy} | ${counts.ambiguous} | ${counts.none} | ${denied} |`);
  }
}
engine.close();
