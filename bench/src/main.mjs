// npm run bench: own numbers and shares of the machine's measured peak. npm run bench -- --peers: side by side with PyTorch and numpy.
//
// A row's two sides run in turn, in pairs; the ratio of each pair is taken first and the median of the ratios afterwards, with an
// interval of order statistics. Trust the ratios, not the milliseconds.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { openContext } from "./context.mjs";
import { measureRow } from "./measure.mjs";
import { curvatureRows } from "./rows/curvature.mjs";
import { deepRows } from "./rows/deep.mjs";
import { flowRows } from "./rows/flow.mjs";
import { linearRows } from "./rows/linear.mjs";
import { populationRows } from "./rows/population.mjs";
import { sweepRows } from "./rows/sweep.mjs";
import { tangentRows } from "./rows/tangent.mjs";
import { twoLayerRows } from "./rows/two-layer.mjs";
import { median } from "./statistics.mjs";
import { heading, line } from "./table.mjs";

const usage = `Usage: npm run bench -- [options]
  --peers              also the rows that compare with PyTorch and numpy
  --only TEXT          rows whose name holds TEXT; may be given several times
  --pairs N            interleaved pairs per row (15)
  --milliseconds T     least length of one measurement (30)
  --backend NAME       avx512, avx2, generic or wasm instead of the fastest
  --python PATH        the Python that has torch and numpy (/usr/bin/python3)
  --json FILE          where the results go (bench/build/results.json); the table goes beside it, as .md
  --merge              keep the rows that FILE has of this processor and are not measured again
  --list               name the rows and stop`;

const { values } = parseArgs({
  options: {
    peers: { type: "boolean", default: false },
    only: { type: "string", multiple: true, default: [] },
    pairs: { type: "string", default: "15" },
    milliseconds: { type: "string", default: "30" },
    backend: { type: "string" },
    python: { type: "string", default: "/usr/bin/python3" },
    json: { type: "string", default: join(dirname(fileURLToPath(import.meta.url)), "..", "build", "results.json") },
    merge: { type: "boolean", default: false },
    list: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}
const pairs = Number(values.pairs);
const milliseconds = Number(values.milliseconds);
for (const [option, value] of [
  ["--pairs", pairs],
  ["--milliseconds", milliseconds],
]) {
  if (!(Number.isInteger(value) && value >= 1)) {
    console.error(`bench: ${option} must be a whole number from 1`);
    process.exit(2);
  }
}

const everyRow = [
  ...twoLayerRows,
  ...populationRows,
  ...deepRows,
  ...curvatureRows,
  ...tangentRows,
  ...linearRows,
  ...flowRows,
  ...sweepRows,
];
const rows = everyRow.filter(
  ({ name, peers = false }) => (values.peers || !peers) && (values.only.length === 0 || values.only.some((text) => name.includes(text))),
);
if (values.list || rows.length === 0) {
  console.log(
    rows.length === 0
      ? "bench: no row has such a name (--list names them; --peers adds those with peers)"
      : rows.map(({ name }) => name).join("\n"),
  );
  process.exit(rows.length === 0 ? 2 : 0);
}

const context = openContext({ pairs, milliseconds, backend: values.backend, python: values.python });
const results = [];
const peaks = {};
try {
  for (const backend of new Set([context.fastest, "wasm"])) {
    const peak = await context.peak(backend);
    const rates = [];
    for (let i = 0; i < 7; i++) rates.push(peak.rate(milliseconds));
    peaks[backend] = median(rates);
  }
  const versions = values.peers ? await context.peer().versions() : {};
  const told = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  console.log(`${cpus()[0].model}, ${cpus().length} cores; ${[`node ${process.versions.node}`, ...told].join(", ")}`);
  console.log(
    `peak of one core, f64: ${Object.entries(peaks)
      .map(([name, rate]) => `${name} ${(rate / 1e9).toFixed(1)} GF/s`)
      .join(", ")}`,
  );
  console.log(`${pairs} interleaved pairs a row\n\n${heading}`);
  for (const row of rows) {
    const result = { ...(await measureRow(row, context)), date: new Date().toISOString(), load: loadavg()[0] };
    results.push(result);
    console.log(line(result));
  }
  mkdirSync(dirname(values.json), { recursive: true });
  const machine = { processor: cpus()[0].model, cores: cpus().length, node: process.versions.node, ...versions };
  const before = values.merge && existsSync(values.json) ? JSON.parse(readFileSync(values.json, "utf8")) : undefined;
  const kept = before?.machine.processor === machine.processor ? before : undefined;
  const named = new Map([...(kept?.results ?? []), ...results].map((result) => [result.name, result]));
  const all = everyRow.flatMap(({ name }) => named.get(name) ?? []);
  const file = {
    date: new Date().toISOString(),
    machine: { ...kept?.machine, ...machine },
    peaks: { ...kept?.peaks, ...peaks },
    pairs,
    results: all,
  };
  writeFileSync(values.json, `${JSON.stringify(file, null, 2)}\n`);
  writeFileSync(values.json.replace(/(\.json)?$/, ".md"), `${heading}\n${all.map(line).join("\n")}\n`);
} finally {
  await context.close();
}
