// Writes what a study's verification says, with date and commit, into FEATURES.md: node scripts/results.mjs zhou2021local [--seeds 1-10] [--workers 2]
//
// One verification per seed, by the command that a user would type; the table of the first seed, and the verdicts of all of them. With --from FOLDER
// nothing is run: the printed lines of `overparam verify STUDY --seed N --json` are read from FOLDER/STUDY-N.jsonl, made on any machine at this commit.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./installed.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: "string", default: "1-10" },
    workers: { type: "string", default: "2" },
    out: { type: "string" },
    from: { type: "string" },
  },
});
const [study] = positionals;
if (study === undefined) {
  console.error("overparam: which study? node scripts/results.mjs zhou2021local");
  process.exit(2);
}
const [first, last] = values.seeds.split("-").map(Number);
const seeds = Array.from({ length: (last ?? first) - first + 1 }, (_, index) => first + index);

/** A verdict as the tables show it. */
const sign = { holds: "✓ holds", violated: "✗ violated", undecided: "… undecided", "not applicable": "– not applicable" };

const statements = claimsOf(study);
const folder = values.out ?? mkdtempSync(join(tmpdir(), "overparam-results-"));
const runs = seeds.map(values.from === undefined ? verified : saved);
if (values.out === undefined) rmSync(folder, { recursive: true, force: true });

const text = [
  "",
  provenance(),
  "",
  ...table(
    ["claim", "grade", "fidelity", "asked", "measured", `verdict, seed ${seeds[0]}`, "counter-run"],
    runs[0].claims.map((claim) => {
      const { name, grade, fidelity, quantity } = statements.get(claim.claim);
      return [
        `${name}`,
        grade,
        fidelity,
        claim.asked,
        `${measured(claim)}<br>${quantity}`,
        `${sign[claim.verdict]}${claim.vacuous ? ", vacuous" : ""}`,
        claim.counter?.verdict ?? "–",
      ];
    }),
  ),
  "",
  `Verdicts over seeds ${seeds[0]} to ${seeds.at(-1)} (✓ holds, ✗ violated, … undecided, – not applicable; in brackets what the judge said of the counter-run when it was not \`violated\`):`,
  "",
  ...table(
    ["claim", ...seeds.map(String)],
    runs[0].claims.map(({ claim }) => [
      statements.get(claim).name,
      ...runs.map((run) => {
        const found = run.claims.find((other) => other.claim === claim);
        const counter = found.counter === null || found.counter.verdict === "violated" ? "" : ` (${found.counter.verdict})`;
        return `${sign[found.verdict][0]}${counter}`;
      }),
    ]),
  ),
  "",
].join("\n");

const path = join(root, "FEATURES.md");
const document = readFileSync(path, "utf8");
const [open, close] = [`<!-- results ${study} -->`, `<!-- end of results ${study} -->`];
if (!document.includes(open) || !document.includes(close)) {
  console.error(`overparam: FEATURES.md has no place for these results; write ${open} and ${close} into it.`);
  process.exit(2);
}
writeFileSync(path, `${document.slice(0, document.indexOf(open) + open.length)}\n${text}\n${document.slice(document.indexOf(close))}`);

/** One verification by the command, its verdicts and how long it took. */
function verified(seed) {
  const start = performance.now();
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(root, "cli/bin/overparam.mjs"), "verify", study, "--seed", String(seed), "--workers", values.workers, "--out", folder, "--json"],
    { encoding: "utf8", maxBuffer: 2 ** 30 },
  );
  if (status !== 0 && status !== 1) throw new Error(stderr);
  return told(seed, stdout, (performance.now() - start) / 1000);
}

/** A verification made elsewhere, by the lines that the command printed; how long it took there is not ours to compare. */
function saved(seed) {
  return told(seed, readFileSync(join(values.from, `${study}-${seed}.jsonl`), "utf8"), null);
}

function told(seed, lines, seconds) {
  const events = lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
  const planned = events.find(({ event }) => event === "planned");
  const claims = events.filter(({ event }) => event === "verdict");
  if (planned?.study !== study || planned.seed !== seed || !events.some(({ event }) => event === "verified")) {
    throw new Error(`these lines are not a whole verification of ${study} at seed ${seed}`);
  }
  console.error(
    `seed ${seed}: ${seconds === null ? "" : `${seconds.toFixed(1)} s, `}${claims.map(({ verdict }) => sign[verdict][0]).join("")}`,
  );
  return { seed, seconds, planned, claims };
}

function claimsOf(id) {
  const script = `import { findStudy } from "@overparam/lab/node";
    const { study } = await findStudy(${JSON.stringify(id)});
    console.log(JSON.stringify(study.claims.map(({ id, name, grade, fidelity, quantity }) => [id, { name, grade, fidelity, quantity }])));`;
  return new Map(JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", script], { cwd: root, encoding: "utf8" })));
}

function provenance() {
  const git = (...options) => execFileSync("git", options, { cwd: root, encoding: "utf8" }).trim();
  const { backend, tasks } = runs[0].planned;
  const of = `Result of \`overparam verify ${study}\` at default scale on ${new Date().toISOString().slice(0, 10)}, commit ${git("rev-parse", "--short=10", "HEAD")}, backend ${backend}: ${tasks} tasks`;
  if (values.from !== undefined) return `${of}.`;
  const seconds = runs.map((run) => run.seconds).sort((a, b) => a - b);
  const median = seconds[Math.floor(seconds.length / 2)].toFixed(0);
  return `${of}, median ${median} s (${seconds[0].toFixed(0)} to ${seconds.at(-1).toFixed(0)} s) on ${values.workers} workers.`;
}

function measured({ estimate, interval, slack, verdict, reason }) {
  if (estimate === null) return `– (${reason})`;
  const room = slack === null ? "" : `, slack ${number(slack, 2)}`;
  return `${withInterval(estimate, interval)}${room}${verdict === "holds" ? "" : ` (${reason})`}`;
}

/** An estimate with its interval; where the interval is narrow, as many digits as it leaves certain. */
function withInterval(estimate, interval) {
  if (interval === null || interval.some((end) => typeof end === "string")) return number(estimate, 3);
  const half = (interval[1] - interval[0]) / 2;
  if (!(half < 1e-3 * Math.abs(estimate))) return `${number(estimate, 3)} [${interval.map((end) => number(end, 3)).join(", ")}]`;
  const digits = half === 0 ? 12 : Math.min(15, Math.ceil(Math.log10(Math.abs(estimate) / half)) + 1);
  return `${number(estimate, digits)} ± ${number(half, 1)}`;
}

function number(value, digits) {
  return (typeof value === "string" ? value : Number(value.toPrecision(digits)).toString()).replaceAll("-", "−");
}

function table(head, rows) {
  const cell = (value) => String(value).replace(/\|/g, "\\|").replace(/\n/g, " ");
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.map(cell).join(" | ")} |`);
}
