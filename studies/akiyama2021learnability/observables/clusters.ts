import { match, neurons, type Observable } from "@overparam/core";
import type { AkiyamaProblem } from "../problem.ts";
import { noticeable } from "./certificate.ts";

/** Neurons of one sign nearer to each other than this are one atom, radians. */
const near = 0.15;

/**
 * [number of atoms, share of the mass farther than 0.15 from every atom of the minimiser]: atoms are the connected groups of noticeable neurons of one sign that are
 * within 0.15 of a neighbour.
 */
export const clusters: Observable<AkiyamaProblem> = {
  id: "clusters",
  symbol: "\\#",
  unit: "",
  axes: ["atoms, share outside"],
  says: "number of groups of neurons that point the same way, and the share of mass away from the minimiser's atoms",
  measure({ problem, state, engine }) {
    const { inputs: d, students: m } = problem.network;
    const { directions, masses } = neurons(problem.network, state.theta);
    const total = masses.reduce((sum, mass) => sum + Math.abs(mass), 0);
    const heavy = Array.from({ length: m }, (_, j) => j).filter(
      (j) => Math.abs(masses[j] as number) > noticeable * problem.teacher.weights.length,
    );
    const rows = new Float64Array(heavy.length * d);
    heavy.forEach((j, i) => rows.set(directions.subarray(j * d, (j + 1) * d), i * d));
    const angles = new Float64Array(heavy.length * heavy.length);
    if (heavy.length > 0) engine.population.angles(rows, rows, d, angles);
    const group = heavy.map((_, i) => i);
    const root = (i: number): number => (group[i] === i ? i : root(group[i] as number));
    heavy.forEach((j, a) => {
      heavy.forEach((k, b) => {
        if (b >= a || (masses[j] as number) * (masses[k] as number) < 0) return;
        if ((angles[a * heavy.length + b] as number) <= near) group[root(a)] = root(b);
      });
    });
    const count = group.filter((parent, i) => parent === i).length;
    const atoms = {
      ...problem,
      teacher: { directions: problem.atoms.map((entry, k) => entry * signAt(problem, k, d)), weights: problem.teacher.weights },
    };
    const { angle, teacher } = match(engine, atoms, state.theta);
    let outside = 0;
    for (let j = 0; j < m; j++) {
      const own = teacher[j] as number;
      const right = own >= 0 && (problem.teacher.weights[own] as number) * (masses[j] as number) > 0;
      if (!(right && (angle[j] as number) <= near)) outside += Math.abs(masses[j] as number);
    }
    return Float64Array.of(count, total === 0 ? Number.NaN : outside / total);
  },
};

/** Sign of the teacher that entry k of the atoms belongs to: an atom's direction is its sign times its vector. */
function signAt(problem: AkiyamaProblem, k: number, d: number): number {
  return Math.sign(problem.teacher.weights[Math.floor(k / d)] as number);
}
