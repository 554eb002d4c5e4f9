import type { Observable, TeacherStudent } from "@overparam/core";

/** Entries of student i across v: all but the first, as v is along the first coordinate. */
export function across(theta: Float64Array, i: number, d: number): Float64Array {
  return theta.subarray(i * d + 1, (i + 1) * d);
}

/** Z = Σ_{i<j} ‖z_i − z_j‖, z_i the part of w_i across v; the paper's potential. */
export const potential: Observable<TeacherStudent> = {
  id: "potential",
  symbol: "Z",
  unit: "",
  axes: [],
  says: "sum of the distances between the students' parts across v",
  measure: ({ problem: { network }, state: { theta } }) => {
    const { students: n, inputs: d } = network;
    let sum = 0;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < i; j++) {
        const a = across(theta, i, d);
        const b = across(theta, j, d);
        let square = 0;
        for (let k = 0; k < d - 1; k++) square += ((a[k] as number) - (b[k] as number)) * ((a[k] as number) - (b[k] as number));
        sum += Math.sqrt(square);
      }
    }
    return sum;
  },
};

/** κ_max: the largest angle between two of the z_i; 0 where all but one vanish. */
export const largestAngle: Observable<TeacherStudent> = {
  id: "largestAngle",
  symbol: "\\kappa_{\\max}",
  unit: "rad",
  axes: [],
  says: "largest angle between the students' parts across v",
  measure: ({ problem: { network }, state: { theta }, engine }) => {
    const { students: n, inputs: d } = network;
    if (n < 2) return undefined;
    const parts = new Float64Array(n * (d - 1));
    for (let i = 0; i < n; i++) parts.set(across(theta, i, d), i * (d - 1));
    const angles = new Float64Array(n * n);
    engine.population.angles(parts, parts, d - 1, angles);
    let largest = 0;
    for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) largest = Math.max(largest, angles[i * n + j] as number);
    return largest;
  },
};
