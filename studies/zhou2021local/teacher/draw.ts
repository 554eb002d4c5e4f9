import { type Elementary, fold, type Key, misuse, sphere, type Teacher, uniform } from "@overparam/core";
import { rowDot, rowNorms } from "../geometry.ts";
import { separation } from "./separation.ts";

/** π/180, rounded to double. */
const degree = 0.017453292519943295;

/** What teachers are drawn from. */
export interface TeacherLaw {
  readonly dimension: number;
  readonly teachers: number;
  readonly directions: "separated" | "orthogonal";
  /** Degrees. */
  readonly separation: number;
  readonly normMin: number;
  readonly normMax: number;
}

/**
 * Draws teachers w*_1 … w*_r.
 *
 * Directions are uniform on the sphere; while the closest pair is closer than the separation, both of the pair are turned away from each
 * other in their plane. Norms are evenly spaced over [w_min, w_max], so that both bounds are attained. With `orthogonal` the directions are
 * made orthonormal instead.
 *
 * @throws Misuse where r directions cannot be that far apart in R^d, or the norms are in the wrong order
 */
export function drawTeacher(math: Elementary, key: Key, law: TeacherLaw): Teacher {
  const { dimension: d, teachers: r, normMin, normMax } = law;
  if (normMin > normMax)
    throw misuse("zhou2021local: normMin", `must be at most normMax = ${normMax}`, normMin, "lower it, or raise normMax");
  const rows = new Float64Array(r * d);
  sphere(math, fold(key, "directions"), d, rows);
  if (law.directions === "orthogonal") orthonormalise(rows, r, d);
  else pushApart(math, rows, r, d, law.separation * degree);
  const u = new Float64Array(1);
  uniform(fold(key, "norms"), u);
  // The order of the norms is turned by the seed, so that the first teacher is not always the smallest.
  const turn = Math.floor((u[0] as number) * r);
  for (let i = 0; i < r; i++) {
    const place = r === 1 ? 1 : ((i + turn) % r) / (r - 1);
    const norm = normMin + (normMax - normMin) * place;
    for (let k = i * d; k < (i + 1) * d; k++) rows[k] = (rows[k] as number) * norm;
  }
  return { directions: rows, weights: new Float64Array(r).fill(1) };
}

/** Gram–Schmidt, twice, so that inner products are at rounding. */
function orthonormalise(rows: Float64Array, r: number, d: number): void {
  if (r > d)
    throw misuse("zhou2021local: teachers", `must be at most dimension = ${d} to be orthogonal`, r, "lower teachers, or raise dimension");
  for (let i = 0; i < r; i++) {
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) {
        const along = rowDot(rows, i, rows, j, d);
        for (let k = 0; k < d; k++) rows[i * d + k] = (rows[i * d + k] as number) - along * (rows[j * d + k] as number);
      }
      normalise(rows, i, d);
    }
  }
}

/** Turns the closest pair apart until no two rows are closer than `wanted` radians, up to sign. */
function pushApart(math: Elementary, rows: Float64Array, r: number, d: number, wanted: number): void {
  const limit = math.cos(wanted);
  const most = 20_000;
  for (let round = 0; round < most; round++) {
    let closest = -1;
    let first = 0;
    let second = 0;
    for (let i = 0; i < r; i++) {
      for (let j = i + 1; j < r; j++) {
        const cosine = Math.abs(rowDot(rows, i, rows, j, d));
        if (cosine > closest) {
          closest = cosine;
          first = i;
          second = j;
        }
      }
    }
    if (closest <= limit) return;
    const side = rowDot(rows, first, rows, second, d) < 0 ? -1 : 1;
    for (let k = 0; k < d; k++) {
      const a = rows[first * d + k] as number;
      const b = side * (rows[second * d + k] as number);
      rows[first * d + k] = a + 0.1 * (a - b);
      rows[second * d + k] = side * (b + 0.1 * (b - a));
    }
    normalise(rows, first, d);
    normalise(rows, second, d);
  }
  const reached = separation(math, rows, d) / degree;
  throw misuse(
    "zhou2021local: separation",
    `${r} directions in ${d} dimensions could be drawn only ${Math.floor(reached * 10) / 10}° apart`,
    wanted / degree,
    "lower separation or teachers, or raise dimension",
  );
}

function normalise(rows: Float64Array, i: number, d: number): void {
  const norm = rowNorms(rows.subarray(i * d, (i + 1) * d), d)[0] as number;
  for (let k = i * d; k < (i + 1) * d; k++) rows[k] = (rows[k] as number) / norm;
}
