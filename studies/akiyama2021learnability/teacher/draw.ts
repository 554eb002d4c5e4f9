import { type Elementary, fold, type Key, misuse, sphere, type Teacher } from "@overparam/core";

/** π/180, rounded to double. */
const degree = 0.017453292519943295;
const tries = 10_000;

/** What teachers are drawn from. */
export interface TeacherLaw {
  readonly dimension: number;
  readonly teachers: number;
  readonly directions: "orthonormal" | "random";
  /** Degrees. */
  readonly separation: number;
  readonly signs: "equal" | "alternating";
}

/**
 * Draws teachers a_j relu(w_j·x) with unit w_j and a_j = ±1: an orthonormal frame in a random position, or one direction after the other, uniform among those no
 * closer than the separation to any before.
 *
 * @throws Misuse for more orthonormal teachers than dimensions, and where no such directions are found
 */
export function drawTeacher(math: Elementary, key: Key, law: TeacherLaw): Teacher {
  const { dimension: d, teachers: r } = law;
  const weights = Float64Array.from({ length: r }, (_, j) => (law.signs === "alternating" && j % 2 === 1 ? -1 : 1));
  const rows = new Float64Array(r * d);
  if (law.directions === "orthonormal") {
    if (r > d) {
      throw misuse(
        "akiyama2021learnability: teachers",
        `must be at most dimension = ${d} to be orthonormal`,
        r,
        "lower teachers, or take directions = random",
      );
    }
    sphere(math, fold(key, "directions"), d, rows);
    orthonormalise(rows, r, d);
    return { directions: rows, weights };
  }
  const limit = math.cos(law.separation * degree);
  const candidate = new Float64Array(d);
  let tried = 0;
  for (let i = 0; i < r; ) {
    if (tried++ === tries) {
      throw misuse(
        "akiyama2021learnability: separation",
        `${r} directions in ${d} dimensions could not be drawn that far apart`,
        law.separation,
        "lower separation or teachers",
      );
    }
    sphere(math, fold(fold(key, "directions"), tried), d, candidate);
    if (Array.from({ length: i }, (_, j) => dot(rows.subarray(j * d, (j + 1) * d), candidate)).some((cosine) => cosine > limit)) continue;
    rows.set(candidate, i * d);
    i += 1;
  }
  return { directions: rows, weights };
}

/** Gram–Schmidt, twice, so that inner products are at rounding. */
function orthonormalise(rows: Float64Array, r: number, d: number): void {
  for (let i = 0; i < r; i++) {
    const own = rows.subarray(i * d, (i + 1) * d);
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) {
        const other = rows.subarray(j * d, (j + 1) * d);
        const along = dot(own, other);
        for (let k = 0; k < d; k++) own[k] = (own[k] as number) - along * (other[k] as number);
      }
      const norm = Math.sqrt(dot(own, own));
      for (let k = 0; k < d; k++) own[k] = (own[k] as number) / norm;
    }
  }
}

/** Inner product of two vectors. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}
