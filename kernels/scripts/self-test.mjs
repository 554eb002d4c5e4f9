// Loads a freshly built add-on in a process of its own (a bad one may crash) and checks a few numbers of every instruction set
// against values known in closed form. Usage: node self-test.mjs overparam.node
import { createRequire } from "node:module";

const addon = createRequire(import.meta.url)(process.argv[2]);
const close = (a, b) => Math.abs(a - b) <= 1e-13 * Math.abs(b);

for (const [name, kernels] of Object.entries(addon)) {
  if (typeof kernels !== "object") continue;
  const fail = (what) => {
    console.error(`self-test of ${name} failed: ${what}`);
    process.exit(1);
  };
  if (!close(kernels.math_exp(1), 2.718281828459045)) fail("exp(1)");
  if (!close(kernels.population_psi(Math.PI), Math.PI)) fail("psi(pi)");
  // E |u·x| |v·x| = 2/pi for perpendicular unit vectors.
  const out = new Float64Array(1);
  kernels.population_gram(1, Float64Array.of(1, 0), 1, Float64Array.of(0, 1), 1, 2, out, new Float64Array(6));
  if (!close(out[0], 2 / Math.PI)) fail("Gaussian kernel of perpendicular vectors");
  // One sample x = (3, 4), y = 0, one |x| neuron w = (1, 2): f = 11, L = 121/2, gradient 11 (3, 4).
  const aligned = (bytes) => {
    const raw = new Float64Array(bytes / 8 + 8);
    const skip = addon.misalignment(raw);
    return raw.subarray(skip === 0 ? 0 : (64 - skip) / 8);
  };
  const team = aligned(64);
  kernels.team_open(team, 1);
  const block = aligned(kernels.sampled_plan(0, 1, 0, 0, 1, 2, 1, 1));
  kernels.sampled_open(block, team, 0, 1, 0, 0, 0, 1, 2, 1, 0, 0, Float64Array.of(3, 4), Float64Array.of(0), Float64Array.of(1));
  const gradient = new Float64Array(2);
  const value = kernels.sampled_gradient(block, Float64Array.of(1, 2), gradient);
  if (value !== 60.5 || gradient[0] !== 33 || gradient[1] !== 44) fail(`sampled step ${value} ${gradient}`);
}
