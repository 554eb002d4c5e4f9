import { neurons, type Observable, type SphereFunction, teacherLabels } from "@overparam/core";
import { searchedMaximum } from "../certificate/searched-maximum.ts";
import { type AkiyamaProblem, certificateAt } from "../problem.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;
/** Neurons below this part of the teachers' total mass are no atoms yet, or any more. */
export const noticeable = 1e-3;
/** Places in the recorded array. */
export const certificateAxes = { top: 0, bottom: 1, rounding: 2, atoms: 3, gap: 4, gapRounding: 5 } as const;

/**
 * [max η, max −η, rounding of η, the sign times η at the noticeable neuron where it is farthest from 1, duality gap, rounding of the gap].
 *
 * The gap is J(ν) − D(q): J = ½‖f* − f‖² + λ|ν|, D(q) = ⟨f*, q⟩ − ½‖q‖² at q = (f* − f)/max(1, max|η|), which is feasible. J is within it of the minimum over all
 * measures.
 */
export const certificate: Observable<AkiyamaProblem> = {
  id: "certificate",
  symbol: "\\eta",
  unit: "",
  axes: ["largest, largest of the negative, rounding, at the atoms, duality gap, its rounding"],
  says: "dual certificate: its largest values over the sphere, its value at the neurons, and the duality gap",
  measure({ problem, state, value, engine }) {
    const v = problem.climbs === 0 ? undefined : certificateAt(engine, problem, state.theta);
    if (v === undefined) return undefined;
    const { directions, masses, weights } = neurons(problem.network, state.theta);
    const { top, bottom } = searchedMaximum(engine, v, directions, problem.teacher.directions, problem.climbs);
    const scale = Math.max(1, top.value, bottom.value);
    const variation = masses.reduce((sum, mass) => sum + Math.abs(mass), 0);
    const fit = value - problem.lambda * variation;
    const gap = value - (targetAlongResidual(problem, v, directions, weights) / scale - fit / (scale * scale));
    const gapRounding =
      problem.objective.floor(state.theta) + problem.lambda * problem.teacher.weights.length * v.rounding + 8 * unit * Math.abs(value);
    return Float64Array.of(
      top.value,
      bottom.value,
      v.rounding,
      worstAtom(v, directions, masses, noticeable * problem.teacher.weights.length),
      gap,
      gapRounding,
    );
  },
};

/** The sign times η at the noticeable neuron where it is farthest from 1. */
function worstAtom(v: SphereFunction, directions: Float64Array, masses: Float64Array, least: number): number {
  const d = v.inputs;
  const slope = new Float64Array(d);
  let worst = Number.NaN;
  masses.forEach((mass, j) => {
    if (!(Math.abs(mass) > least)) return;
    const row = directions.subarray(j * d, (j + 1) * d);
    let square = 0;
    for (const entry of row) square += entry * entry;
    const here =
      Math.sign(mass) *
      v.gradient(
        row.map((entry) => entry / Math.sqrt(square)),
        slope,
      );
    if (Number.isNaN(worst) || Math.abs(here - 1) > Math.abs(worst - 1)) worst = here;
  });
  return worst;
}

/** ⟨f*, f* − f⟩: λ Σ_k b_k η(v_k) for unit teachers, or the mean over the data. */
function targetAlongResidual(
  { teacher, lambda, samples, network }: AkiyamaProblem,
  v: SphereFunction,
  directions: Float64Array,
  weights: Float64Array,
): number {
  let along = 0;
  if (samples === undefined) {
    const at = new Float64Array(teacher.weights.length);
    v.values(teacher.directions, at);
    at.forEach((eta, k) => {
      along += lambda * (teacher.weights[k] as number) * eta;
    });
    return along;
  }
  const outputs = teacherLabels("relu", { directions, weights }, samples.x, network.inputs);
  samples.y.forEach((y, i) => {
    along += (y * (y - (outputs[i] as number))) / samples.y.length;
  });
  return along;
}
