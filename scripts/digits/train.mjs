// Trains the digits teacher: five neurons in the form f(x) = Σ_k |w_k·x|, even against odd digits.
//
//   node scripts/digits/train.mjs            writes digits-teacher.safetensors, digits-inputs.npz and digits-teacher.json
//   node scripts/digits/train.mjs --check    trains again and compares the bytes; writes nothing
//
// Needs the built packages (npm run build). About ten seconds. The same bytes again on every run.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writeNpz, writeSafetensors } from "@overparam/lab";
import { heldOut, inputsOf, readDigits } from "./data.mjs";
import { geometry } from "./geometry.mjs";
import { fit, quality } from "./network.mjs";

const folder = new URL("../../studies/zhou2021local/assets/", import.meta.url);
const at = (name) => fileURLToPath(new URL(name, folder));
const r = 5;
const seeds = [1, 2, 3, 4];
const steps = 1500;
const rate = 0.02;

const { n, d, x, y, kept, dropped } = inputsOf(readDigits(at("digits.csv.gz")));
const part = (wanted) => {
  const rows = [...Array(n).keys()].filter((i) => heldOut(i) === wanted);
  const px = new Float64Array(rows.length * d);
  rows.forEach((i, k) => px.set(x.subarray(i * d, (i + 1) * d), k * d));
  return { n: rows.length, d, x: px, y: Float64Array.from(rows, (i) => y[i]) };
};
const training = part(false);
const testing = part(true);

let best;
for (const seed of seeds) {
  const w = fit({ ...training, r, seed, steps, rate });
  const { loss, accuracy } = quality(w, r, training.x, training.y, training.n, d);
  process.stderr.write(`seed ${seed}: training loss ${loss.toFixed(5)}, accuracy ${(100 * accuracy).toFixed(2)} %\n`);
  if (best === undefined || loss < best.loss) best = { w, loss, accuracy, seed };
}

const { separation, smallest, largest } = geometry(best.w, r, d);
const held = quality(best.w, r, testing.x, testing.y, testing.n, d);
const all = quality(best.w, r, x, y, n, d);
const short = (value) => Number(value.toPrecision(6));
const facts = {
  says: "Teacher f(x) = sum_k |w_k.x| fitted to the UCI handwritten digits: 3 for even, 1 for odd.",
  r,
  d,
  separation: short(separation),
  separationDegrees: short((180 / Math.PI) * separation),
  smallestNorm: short(smallest),
  largestNorm: short(largest),
  training: { images: training.n, loss: short(best.loss), accuracy: short(best.accuracy) },
  heldOut: { images: testing.n, loss: short(held.loss), accuracy: short(held.accuracy) },
  allImages: { images: n, loss: short(all.loss), accuracy: short(all.accuracy) },
  pixels: { kept, dropped },
  optimizer: { name: "Adam, full batch, rate falling linearly to 0", steps, rate, seeds, chosen: best.seed },
  command: "node scripts/digits/train.mjs",
};

const written = {
  "digits-teacher.safetensors": writeSafetensors({ W: { shape: [r, d], data: best.w } }, { source: facts.says, command: facts.command }),
  "digits-inputs.npz": writeNpz({ x: { shape: [n, d], data: x }, y: { shape: [n], data: y } }, { x: "f4", y: "u1" }),
  "digits-teacher.json": Buffer.from(`${JSON.stringify(facts, null, 2)}\n`),
};
if (process.argv.includes("--check")) {
  const changed = Object.entries(written).filter(([name, bytes]) => Buffer.compare(readFileSync(at(name)), bytes) !== 0);
  if (changed.length > 0) {
    process.stderr.write(`changed: ${changed.map(([name]) => name).join(", ")}\n`);
    process.exitCode = 1;
  } else process.stdout.write("the three files are the same bytes again\n");
} else {
  for (const [name, bytes] of Object.entries(written)) writeFileSync(at(name), bytes);
  process.stdout.write(`${JSON.stringify(facts)}\n`);
}
