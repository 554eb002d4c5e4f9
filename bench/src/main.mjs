// npm run bench: one step of gradient descent on every backend that this machine runs, side by side in one process.
//
// Rounds of the backends are interleaved, so that a busy moment of the machine falls on all of them. Trust the ratios, not the milliseconds.
import { fold, normal, rootKey } from "@overparam/core";
import { availableBackends, loadEngine } from "@overparam/kernels/node";

/** Problems, named by what they stand for; n = 0 is the population loss in closed form. */
const problems = [
  { name: "population, verify", n: 0, d: 4, m: 12, r: 3 },
  { name: "population, digits", n: 0, d: 61, m: 40, r: 5 },
  { name: "sampled, tiny", n: 200, d: 10, m: 20, r: 3 },
  { name: "sampled, A", n: 1000, d: 10, m: 50, r: 3 },
  { name: "sampled, B", n: 1000, d: 50, m: 200, r: 3 },
];
const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const milliseconds = Number(process.env.BENCH_MILLISECONDS ?? 60);

const names = availableBackends();
const engines = [];
for (const backend of names) engines.push(await loadEngine({ backend, threads: 1 }));

console.log(
  `one step of gradient descent, microseconds, median of ${rounds} interleaved rounds, 1 thread; in brackets the ratio to wasm\n`,
);
console.log(row(["problem", "n", "d", "m", ...names]));
for (const problem of problems) {
  const runs = engines.map((engine) => prepared(engine, problem));
  const times = runs.map(() => []);
  for (let round = 0; round < rounds; round++) runs.forEach((run, index) => times[index].push(run.measure()));
  const medians = times.map((list) => list.sort((a, b) => a - b)[Math.floor(list.length / 2)]);
  const slowest = medians[names.indexOf("wasm")];
  console.log(
    row([
      problem.name,
      problem.n || "∞",
      problem.d,
      problem.m,
      ...medians.map((time) => `${time.toPrecision(3)} (${(slowest / time).toFixed(1)})`),
    ]),
  );
  for (const run of runs) run.close();
}
for (const engine of engines) engine.close();

/** A problem opened on an engine, ready to be timed: some steps from the same start, as often as fits into the time. */
function prepared(engine, { n, d, m, r }) {
  const key = rootKey("bench", 1);
  const draw = (name, length) => {
    const out = new Float64Array(length);
    normal(engine.math, fold(key, name), out);
    return out;
  };
  const network = { activation: "abs", parameterization: "conic", students: m, inputs: d };
  const problem =
    n === 0
      ? engine.population.open(network, { directions: draw("teachers", r * d), weights: new Float64Array(r).fill(1) })
      : engine.sampled.open(network, { x: draw("x", n * d), y: draw("y", n) });
  const start = draw("students", m * d).map((value) => 0.3 * value);
  const theta = start.slice();
  // A step so small that no run leaves the region where all arithmetic is ordinary.
  const descend = (steps) => {
    theta.set(start);
    problem.descend(theta, { step: 1e-6, steps, stopAt: Number.NEGATIVE_INFINITY });
  };
  let steps = 1;
  for (;;) {
    const begun = performance.now();
    descend(steps);
    const took = performance.now() - begun;
    if (took > milliseconds / 2) break;
    steps = Math.ceil(steps * Math.min(10, milliseconds / Math.max(took, 0.01)));
  }
  return {
    measure() {
      const begun = performance.now();
      descend(steps);
      return ((performance.now() - begun) * 1000) / steps;
    },
    close: () => problem.close(),
  };
}

function row(cells) {
  return cells.map((cell, index) => (index === 0 ? String(cell).padEnd(20) : String(cell).padStart(index < 4 ? 5 : 15))).join(" ");
}
