import { type Activation, type Engine, misuse, type Samples, type Teacher } from "@overparam/kernels";
import { type Neurons, neurons } from "../network/neurons.ts";
import type { Network } from "../network/network.ts";
import type { SphereFunction } from "./sphere-function.ts";

/** Unit roundoff of double precision. */
const unit = 1.1102230246251565e-16;
const pi = 3.141592653589793;

/** The neurons of a network at θ. */
interface At {
  readonly network: Network;
  readonly theta: Float64Array;
}

/**
 * The dual certificate η(u) = (1/λ) E[(f* − f)(x) σ(u·x)], x ~ N(0, I_d), in closed form.
 *
 * ν is a global minimum of ½ E(f_ν − f*)² + λ |ν|(S) over measures if and only if |η| ≤ 1 everywhere and η = the sign of ν at its atoms.
 *
 * @param lambda λ > 0
 * @cost O((m + r) d) a direction
 * @source Bredies, Pikkarainen 2013; closed form by the arc-cosine kernels, Cho, Saul 2009
 */
export function populationCertificate(engine: Engine, { network, theta }: At, teacher: Teacher, lambda: number): SphereFunction {
  const student = neurons(network, theta);
  const parts = [...atomsOf(student, network.inputs, -1), ...atomsOf(teacher, network.inputs, 1)];
  return kernelFunction(engine, network.activation, network.inputs, parts, lambda);
}

/** One signed atom: a unit direction and what it weighs. */
export interface Atom {
  readonly direction: Float64Array;
  readonly mass: number;
}

/** The neurons c_i σ(A_i·x) as signed atoms, those without mass left out. */
function atomsOf({ directions, weights }: Pick<Neurons, "directions" | "weights">, d: number, factor: 1 | -1): readonly Atom[] {
  return Array.from(weights, (weight, i): Atom => {
    const row = directions.slice(i * d, (i + 1) * d);
    let square = 0;
    for (const entry of row) square += entry * entry;
    const length = Math.sqrt(square);
    return { direction: length === 0 ? row : row.map((entry) => entry / length), mass: factor * weight * length };
  }).filter(({ mass }) => mass !== 0);
}

/** u ↦ (1/λ) Σ_k mass_k E[σ(h_k·x) σ(u·x)] for Gaussian x; Misuse for a λ that is not positive. */
export function kernelFunction(engine: Engine, activation: Activation, d: number, atoms: readonly Atom[], lambda: number): SphereFunction {
  checkLambda(lambda);
  const { math, population } = engine;
  const q = atoms.length;
  const directions = new Float64Array(q * d);
  atoms.forEach(({ direction }, k) => directions.set(direction, k * d));
  const masses = Float64Array.from(atoms, ({ mass }) => mass);
  const total = masses.reduce((sum, mass) => sum + Math.abs(mass), 0);
  return {
    inputs: d,
    // E σ(h·x) σ(u·x) ≤ 1; each kernel carries a few roundings, the sum q more (Higham 2002, §3.1).
    rounding: ((q + d + 16) * unit * total) / lambda,
    gradient(u, out) {
      out.fill(0);
      let along = 0;
      for (let k = 0; k < q; k++) {
        let minus = 0;
        let plus = 0;
        for (let i = 0; i < d; i++) {
          const a = u[i] as number;
          const b = directions[k * d + i] as number;
          minus += (a - b) * (a - b);
          plus += (a + b) * (a + b);
        }
        minus = Math.sqrt(minus);
        plus = Math.sqrt(plus);
        // ‖u − h‖ = 2 sin(t/2), ‖u + h‖ = 2 cos(t/2).
        const t = 2 * math.atan2(minus, plus);
        const scale = (masses[k] as number) / (lambda * pi);
        const towards = activation === "relu" ? (scale * (pi - t)) / 2 : 2 * scale * (pi / 2 - t);
        along += (activation === "relu" ? scale / 2 : 2 * scale) * ((minus * plus) / 2);
        for (let i = 0; i < d; i++) out[i] = (out[i] as number) + towards * (directions[k * d + i] as number);
      }
      let value = 0;
      for (let i = 0; i < d; i++) {
        out[i] = (out[i] as number) + along * (u[i] as number);
        value += (out[i] as number) * (u[i] as number);
      }
      return value;
    },
    values(rows, out) {
      const count = out.length;
      const gram = new Float64Array(count * q);
      if (q > 0) population.gram(activation, rows, directions, d, gram);
      for (let i = 0; i < count; i++) {
        let sum = 0;
        for (let k = 0; k < q; k++) sum += (masses[k] as number) * (gram[i * q + k] as number);
        out[i] = sum / lambda;
      }
    },
  };
}

/**
 * η(u) = (1/(n λ)) Σ_i ρ_i σ(u·x_i), ρ_i = −∂ℓ/∂f at sample i: the dual certificate of the sampled problem, (1/(n λ)) Σ_i (y_i − f(x_i)) σ(u·x_i) for the squared loss.
 *
 * @param x [n,d] row-major
 * @param slopes ρ [n]; see `lossSlopes`
 * @param lambda λ > 0; 1 gives the correlation itself
 * @cost O(n d) a direction
 */
export function sampledCertificate(activation: Activation, x: Samples["x"], slopes: Float64Array, lambda: number): SphereFunction {
  checkLambda(lambda);
  const n = slopes.length;
  const d = x.length / n;
  if (!(Number.isSafeInteger(d) && d >= 1)) throw misuse("sampledCertificate", `x must hold a whole row for each of the ${n} slopes`, x);
  let total = 0;
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let k = i * d; k < (i + 1) * d; k++) square += (x[k] as number) * (x[k] as number);
    total += Math.abs(slopes[i] as number) * Math.sqrt(square);
  }
  const gradient = (u: Float64Array, out: Float64Array): number => {
    out.fill(0);
    let value = 0;
    for (let i = 0; i < n; i++) {
      let z = 0;
      for (let k = 0; k < d; k++) z += (x[i * d + k] as number) * (u[k] as number);
      const side = z > 0 ? 1 : z < 0 && activation === "abs" ? -1 : 0;
      if (side === 0) continue;
      const weight = (side * (slopes[i] as number)) / (n * lambda);
      value += weight * z;
      for (let k = 0; k < d; k++) out[k] = (out[k] as number) + weight * (x[i * d + k] as number);
    }
    return value;
  };
  const scratch = new Float64Array(d);
  return {
    inputs: d,
    rounding: ((n + d + 4) * unit * total) / (n * lambda),
    gradient,
    values(rows, out) {
      for (let i = 0; i < out.length; i++) out[i] = gradient(rows.subarray(i * d, (i + 1) * d), scratch);
    },
  };
}

function checkLambda(lambda: number): void {
  if (!(lambda > 0 && Number.isFinite(lambda))) throw misuse("dual certificate", "lambda must be a positive number", lambda, "try 0.05");
}
