// How often `overparam recover` finds the teacher, and with noise how far off it is: random networks, seeds by cell, a table in Markdown.
//
//   node scripts/recover-rates.mjs [--seeds 100] [--from 1] [--cells 3x10,5x10,10x20] [--activations relu,abs] [--noise 0] [--angle 30]
import { parseArgs } from "node:util";
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
  sphere,
  startSearch,
  teacherLabels,
  uniform,
} from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { atLeast, chanceAbove, rootMeanSquareRatio } from "./recover/noise-law.mjs";

const { values: option } = parseArgs({
  options: {
    seeds: { type: "string", default: "100" },
    from: { type: "string", default: "1" },
    cells: { type: "string", default: "3x10,5x10,10x20" },
    activations: { type: "string", default: "relu,abs" },
    noise: { type: "string", default: "0" },
    angle: { type: "string", default: "30" },
    verbose: { type: "boolean", default: false },
  },
});
const engine = await loadEngine({ threads: 1 });
const noise = Number(option.noise);
const cosine = Math.cos((Number(option.angle) * Math.PI) / 180);

/** A teacher of unit directions at least that far apart and output weights ±[0.5, 2], with 20·r·d Gaussian samples. */
function instance(activation, r, d, seed) {
  const key = fold(rootKey("recover-rates", seed), `${activation} ${r} ${d}`);
  const W = new Float64Array(r * d);
  for (let k = 0, draw = 0; k < r; draw++) {
    const row = new Float64Array(d);
    sphere(engine.math, fold(fold(key, "direction"), draw), d, row);
    let near = 0;
    for (let i = 0; i < k; i++) {
      let dot = 0;
      for (let j = 0; j < d; j++) dot += W[i * d + j] * row[j];
      near = Math.max(near, Math.abs(dot));
    }
    if (near <= cosine) W.set(row, d * k++);
  }
  const u = new Float64Array(2 * r);
  uniform(fold(key, "weights"), u);
  const a = Float64Array.from({ length: r }, (_, k) => (0.5 + 1.5 * u[k]) * (u[r + k] < 0.5 ? -1 : 1));
  const x = new Float64Array(20 * r * d * d);
  normal(engine.math, fold(key, "inputs"), x);
  const y = teacherLabels(activation, { directions: W, weights: a }, x, d);
  const e = new Float64Array(y.length);
  normal(engine.math, fold(key, "noise"), e);
  return { teacher: { W, a }, data: { x, y: y.map((value, i) => value + noise * e[i]), inputs: d } };
}

function noisyColumns(claims) {
  if (claims.length === 0) return [0, "", "", ""];
  const { ratio, low, high } = rootMeanSquareRatio(claims);
  const most = Math.max(...claims.map(({ error, predicted }) => Math.sqrt(error / predicted)));
  const above = claims.filter(({ error, predicted }) => error > 2.25 * predicted).length;
  const chances = claims.map(({ chance }) => chance);
  const expected = chances.reduce((sum, chance) => sum + chance, 0);
  return [
    claims.length,
    `${ratio.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`,
    most.toFixed(2),
    `${above}, ${expected.toFixed(2)} (${atLeast(chances, above).toFixed(2)})`,
  ];
}

console.log(
  `backend ${engine.backend}, seeds ${option.from} to ${Number(option.from) + Number(option.seeds) - 1}, noise ${noise}, angles ≥ ${option.angle}°\n`,
);
console.log(
  noise === 0
    ? "| σ | r, d | recovered to 1e-8 | largest error among them | claimed exact, but wrong | other verdicts | attempts | seconds each |\n|---|---|---|---|---|---|---|---|"
    : "| σ | r, d | claims | root mean square of error / predicted (95 %) | largest | above 1.5: claims, expected by chance (P of as many) | other verdicts | attempts | seconds each |\n|---|---|---|---|---|---|---|---|---|",
);
for (const cell of option.cells.split(",")) {
  for (const activation of option.activations.split(",")) {
    const [r, d] = cell.split("x").map(Number);
    let recovered = 0;
    let wrong = 0;
    let largest = 0;
    let attempts = 0;
    const others = new Map();
    /** Of each claim: squared error, squared prediction, and the chance that exactly normal errors pass 1.5 times it. */
    const claims = [];
    const begun = performance.now();
    for (let at = 0; at < Number(option.seeds); at++) {
      const seed = Number(option.from) + at;
      const { teacher, data } = instance(activation, r, d, seed);
      const problem = prepareRecovery(engine, data, { activation, seed, attempts: 12 }, descentMethod);
      let state = startSearch();
      while (state.stage !== "done") state = finished(searchPiece(engine, problem.search, state));
      const recovery = finished(concludeRecovery(engine, problem, state));
      const { worst, total, neurons } = compareNetworks(engine, activation, d, teacher, recovery);
      attempts += recovery.attempts.length;
      const right = neurons.length === r && worst <= 1e-8;
      if (recovery.verdict === "exact") {
        if (right) recovered++;
        else wrong++;
        if (right) largest = Math.max(largest, worst);
      } else if (recovery.verdict === "noisy" && noise > 0) {
        claims.push({
          error: total ** 2,
          predicted: recovery.predictedError ** 2,
          chance: chanceAbove(engine, activation, teacher, data, seed),
        });
      } else others.set(recovery.verdict, (others.get(recovery.verdict) ?? 0) + 1);
      if (option.verbose) {
        const { verdict, reason, width, error, heldOutError, floor, noise: sigma, lackOfFit, end, certificate } = recovery;
        console.log(seed, {
          verdict,
          reason,
          width,
          worst,
          total,
          predicted: recovery.predictedError,
          error,
          heldOutError,
          floor,
          sigma,
          p: lackOfFit?.p,
          end,
          certificate,
          attempts: recovery.attempts.map((t) => `${t.students}→${t.width} ${t.error.toExponential(1)}`).join(" "),
          widths: recovery.widths.map((w) => `${w.width}:${w.error.toExponential(1)}/${w.heldOut.toExponential(1)}`).join(" "),
        });
      }
    }
    const each = (performance.now() - begun) / 1000 / Number(option.seeds);
    const rest = [...others].map(([verdict, count]) => `${count} ${verdict}`).join(", ") || "none";
    const columns = noise === 0 ? [recovered, largest.toExponential(1), wrong] : noisyColumns(claims);
    console.log(
      `| ${activation} | ${r}, ${d} | ${columns.join(" | ")} | ${rest} | ${(attempts / Number(option.seeds)).toFixed(2)} | ${each.toFixed(2)} |`,
    );
  }
}
engine.close();
