import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** Every fifth image is held out from training. */
export const heldOut = (i) => i % 5 === 4;

/**
 * The UCI handwritten digits: pixels [n,64] in 0…16, row-major 8×8, and the digit 0–9 of each image.
 *
 * @param {string} path digits.csv.gz: 64 pixels and the digit, one image a line
 */
export function readDigits(path) {
  const rows = gunzipSync(readFileSync(path)).toString("ascii").trim().split("\n");
  const pixels = new Float64Array(rows.length * 64);
  const digits = new Uint8Array(rows.length);
  rows.forEach((row, i) => {
    const cells = row.split(",").map(Number);
    if (cells.length !== 65 || cells.some((cell) => !Number.isInteger(cell)))
      throw new Error(`${path}:${i + 1}: 65 whole numbers are wanted`);
    pixels.set(cells.slice(0, 64), i * 64);
    digits[i] = cells[64];
  });
  return { count: rows.length, pixels, digits };
}

/**
 * Inputs of a bias-free |x| network: pixels that never vary dropped, the rest centred and scaled to variance 1 over all images,
 * so that every coordinate has the first two moments of the paper's N(0, 1). Targets: 3 for an even digit, 1 for an odd one.
 *
 * A sum Σ|w·x| is ≥ 0, even and homogeneous, so both targets must be positive; it can tell the classes apart only by how far
 * an image lies from the mean image in a few directions.
 */
export function inputsOf({ count, pixels, digits }) {
  const column = (j) => Float64Array.from({ length: count }, (_, i) => pixels[i * 64 + j]);
  const kept = [];
  const dropped = [];
  for (let j = 0; j < 64; j++) {
    const values = column(j);
    if (values.some((value) => value !== values[0])) kept.push(j);
    else dropped.push(j);
  }
  const d = kept.length;
  const x = new Float64Array(count * d);
  kept.forEach((j, k) => {
    const values = column(j);
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const variance = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) / count;
    const deviation = Math.sqrt(variance);
    // float32, as the file stores them: teacher and file belong to the same numbers.
    for (let i = 0; i < count; i++) x[i * d + k] = Math.fround((values[i] - mean) / deviation);
  });
  const y = Float64Array.from(digits, (digit) => (digit % 2 === 0 ? 3 : 1));
  return { n: count, d, x, y, kept, dropped };
}
