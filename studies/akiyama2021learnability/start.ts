import { type Elementary, fold, type Key, normal, sphere } from "@overparam/core";
import type { Config } from "./config.ts";

/** tan 3°: how far neurons of a bundle lie from its middle. */
const bundleWidth = 0.0524;

/**
 * Students of even mass: w_j = r ŵ_j with fixed output weights ±1, or √r ŵ_j with a_j = ±√r where they are trained.
 *
 * @param signs ±1, [M]
 * @param teachers unit rows, [m_0,d]
 */
export function startOf(math: Elementary, key: Key, config: Config, signs: Float64Array, teachers: Float64Array): Float64Array {
  const { dimension: d, students: m, teachers: r, weights, start, startMass } = config;
  const rows = new Float64Array(m * d);
  if (start === "dense") sphere(math, fold(key, "directions"), d, rows);
  else if (start === "teachers") {
    for (let k = 0; k < rows.length; k++) rows[k] = teachers[k % teachers.length] as number;
  } else {
    const middle = new Float64Array(d);
    sphere(math, fold(key, "bundle"), d, middle);
    normal(math, fold(key, "directions"), rows);
    for (let j = 0; j < m; j++) {
      const row = rows.subarray(j * d, (j + 1) * d);
      let square = 0;
      for (let k = 0; k < d; k++) {
        row[k] = (middle[k] as number) + (bundleWidth * (row[k] as number)) / Math.sqrt(d);
        square += (row[k] as number) * (row[k] as number);
      }
      for (let k = 0; k < d; k++) row[k] = (row[k] as number) / Math.sqrt(square);
    }
  }
  const mass = (startMass * r) / m;
  if (weights === "fixed") return rows.map((entry) => mass * entry);
  const theta = new Float64Array(m * d + m);
  const size = Math.sqrt(mass);
  for (let k = 0; k < m * d; k++) theta[k] = size * (rows[k] as number);
  for (let j = 0; j < m; j++) theta[m * d + j] = size * (signs[j] as number);
  return theta;
}
