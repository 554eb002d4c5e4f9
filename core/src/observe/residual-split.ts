import { type Engine, misuse } from "@overparam/kernels";
import { neurons } from "../network/neurons.ts";
import { clusterAverages } from "./cluster-averages.ts";
import { match } from "./match.ts";
import { signMoment } from "./sign-moment.ts";
import type { TeacherStudent } from "./teacher-student.ts";

/** 2/π, rounded to double. */
const twoOverPi = 0.6366197723675814;
/** Unit roundoff of double precision. */
const unitRoundoff = 1.1102230246251565e-16;

/** Squared norms E(·)² of the parts of f − f* = R_1 + R_2. */
export interface ResidualSplit {
  /** ‖R_1‖², R_1(x) = Σ_i v_i·x sgn(w*_i·x): error of the average neurons. */
  readonly r1: number;
  /** ‖R_2‖², R_2(x) = Σ_j c_j (|A_j·x| − A_j·x sgn(w*_{i(j)}·x)) ≥ 0: error of the single directions. */
  readonly r2: number;
  /** ‖R‖² = 2L. */
  readonly total: number;
  /** Absolute rounding error that each of them may carry. */
  readonly rounding: number;
}

/**
 * Splits the residual of a |x| network into the error of the average neurons and that of the directions, in closed form.
 *
 * ‖R_1‖² = vᵀ M v and ‖R_2‖² = Σ_jk c_j c_k E ρ_j ρ_k with ρ_j = |a_j·x| − a_j·x sgn(w*·x), each term from
 * E[|a·x| b·x sgn(w·x)] = ‖a‖ ((1 − 2t/π) â·b + (2/π) sin t ŵ·b), t the angle of a and w. Students without direction are left out.
 *
 * @cost O(m²·d + m²·r + r²·d²)
 * @throws Misuse for an activation other than |x|
 * @source zhou2021local, §5 (R_1, R_2); the closed form of ‖R_2‖² is added by the laboratory
 */
export function residualSplit(engine: Engine, problem: TeacherStudent, theta: Float64Array): ResidualSplit {
  const { network, teacher, objective } = problem;
  if (network.activation !== "abs") throw misuse("residualSplit", "the split is defined for |x| networks", network.activation);
  const d = network.inputs;
  const matching = match(engine, problem, theta);
  const v = clusterAverages(problem, theta, matching);
  const moment = signMoment(engine, teacher.directions, d);
  let scale = 0;
  for (const mass of matching.mass) scale += Math.abs(mass);
  for (let i = 0; i < teacher.weights.length; i++) scale += Math.abs(teacher.weights[i] as number) * lengthOf(teacher.directions, i * d, d);
  return {
    r1: quadratic(moment, v, v),
    r2: directionPart(engine, problem, theta, matching, moment),
    total: objective.over === "population" ? 2 * objective.value(theta) : populationTotal(engine, problem, theta),
    rounding: 8 * unitRoundoff * scale * scale,
  };
}

type Match = ReturnType<typeof match>;

/** ‖R_2‖², pair by pair. */
function directionPart(engine: Engine, problem: TeacherStudent, theta: Float64Array, matching: Match, moment: Float64Array): number {
  const { math } = engine;
  const { network, teacher } = problem;
  const d = network.inputs;
  const r = teacher.weights.length;
  const { directions } = neurons(network, theta);
  const alive = Array.from(matching.teacher.keys()).filter((j) => (matching.teacher[j] as number) >= 0 && matching.mass[j] !== 0);
  // Unit vectors turned towards their teacher: |a·x| does not change.
  const h = new Float64Array(alive.length * d);
  alive.forEach((j, row) => {
    const scale = (matching.sign[j] as number) / lengthOf(directions, j * d, d);
    for (let k = 0; k < d; k++) h[row * d + k] = scale * (directions[j * d + k] as number);
  });
  const w = new Float64Array(r * d);
  for (let i = 0; i < r; i++) {
    const length = lengthOf(teacher.directions, i * d, d);
    for (let k = 0; k < d; k++) w[i * d + k] = (teacher.directions[i * d + k] as number) / length;
  }
  const n = alive.length;
  const mutual = new Float64Array(n * n);
  const toTeachers = new Float64Array(n * r);
  engine.population.angles(h, h, d, mutual);
  engine.population.angles(h, w, d, toTeachers);
  const sines = new Float64Array(toTeachers.length);
  math.each("sin", toTeachers, sines);

  /** E[|a·x| b·x sgn(w·x)] for the unit vectors a, b of two students and a teacher's w. */
  const crossed = (a: number, b: number, i: number): number => {
    const t = toTeachers[a * r + i] as number;
    return (1 - twoOverPi * t) * dot(h, a * d, h, b * d, d) + twoOverPi * (sines[a * r + i] as number) * dot(w, i * d, h, b * d, d);
  };
  /** The same less a·b, where a is of teacher i's cluster: small with the angle of a and w. */
  const bent = (a: number, b: number, i: number): number => {
    const t = toTeachers[a * r + i] as number;
    return twoOverPi * ((sines[a * r + i] as number) * dot(w, i * d, h, b * d, d) - t * dot(h, a * d, h, b * d, d));
  };
  const pair = (a: number, b: number): number => {
    const i = matching.teacher[alive[a] as number] as number;
    const l = matching.teacher[alive[b] as number] as number;
    const inner = dot(h, a * d, h, b * d, d);
    const t = a === b ? 0 : (mutual[a * n + b] as number);
    const curved = twoOverPi * engine.population.psi(Math.min(t, Math.PI - t));
    // In one cluster M is I and the leading terms cancel exactly: |ab| − ab − ab + ab.
    if (i === l) return Math.abs(inner) - inner + curved - bent(a, b, i) - bent(b, a, i);
    return Math.abs(inner) + curved - crossed(a, b, l) - crossed(b, a, i) + bilinear(moment, r * d, i * d, l * d, h, a * d, b * d, d);
  };

  let sum = 0;
  for (let a = 0; a < n; a++) {
    const mass = matching.mass[alive[a] as number] as number;
    sum += mass * mass * pair(a, a);
    for (let b = 0; b < a; b++) sum += 2 * mass * (matching.mass[alive[b] as number] as number) * pair(a, b);
  }
  return sum;
}

/** E(f − f*)² by the kernel of |x|, where the problem's own objective is a sampled one. */
function populationTotal(engine: Engine, problem: TeacherStudent, theta: Float64Array): number {
  const population = engine.population.open(problem.network, problem.teacher);
  try {
    return 2 * population.value(theta);
  } finally {
    population.close();
  }
}

function lengthOf(x: Float64Array, at: number, d: number): number {
  return Math.sqrt(dot(x, at, x, at, d));
}

function dot(x: Float64Array, atX: number, y: Float64Array, atY: number, d: number): number {
  let sum = 0;
  for (let k = 0; k < d; k++) sum += (x[atX + k] as number) * (y[atY + k] as number);
  return sum;
}

/** xᵀ M y, M [n,n]. */
function quadratic(m: Float64Array, x: Float64Array, y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += (x[i] as number) * dot(m, i * y.length, y, 0, y.length);
  return sum;
}

/** h_aᵀ B h_b with B the block of M at (row, column). */
function bilinear(m: Float64Array, size: number, row: number, column: number, h: Float64Array, a: number, b: number, d: number): number {
  let sum = 0;
  for (let k = 0; k < d; k++) sum += (h[a + k] as number) * dot(m, (row + k) * size + column, h, b, d);
  return sum;
}
