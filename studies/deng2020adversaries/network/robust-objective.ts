import { type Domain, type Elementary, type Objective, sphereDomain } from "@overparam/core";
import { evaluatorOf, type SmoothNetwork } from "./network.ts";

/** Inputs and labels of adversarial training, and the adversary. */
export interface RobustOrder {
  /** [n,d] row-major. */
  readonly x: Float64Array;
  /** [n]. */
  readonly y: Float64Array;
  /** ε > 0. */
  readonly radius: number;
  /** Ascent steps for every input. */
  readonly innerSteps: number;
}

/** The robust loss, and where its adversary goes. */
export interface RobustObjective extends Objective {
  /** Fills out [n,d] with the perturbed inputs x_i + δ_i at W. */
  perturbed(theta: Float64Array, out: Float64Array): void;
  /** (1/2n) Σ (f(x_i) − y_i)², without the adversary. */
  clean(theta: Float64Array): number;
}

/**
 * Robust loss L(W) = (1/2n) Σ_i (f_W(x_i + δ_i) − y_i)², δ_i a maximiser on the sphere ‖δ‖ = ε, with the gradient at fixed δ_i.
 *
 * That is its derivative as far as δ_i is a maximiser (Danskin 1966). The ascent starts at the pole of ∇f(x_i) on the side of the residual and takes
 * a step of 3 contraction units, which brings it nearer by about 4 each time.
 *
 * @cost n (innerSteps + 2) gradients of the network
 */
export function robustObjective(math: Elementary, network: SmoothNetwork, { x, y, radius, innerSteps }: RobustOrder): RobustObjective {
  const { inputs: d, width: m } = network;
  const n = y.length;
  const domain: Domain = sphereDomain(radius);
  const points = new Float64Array(n * d);
  const slope = new Float64Array(d);
  const delta = new Float64Array(d);
  const evaluatorAt = (theta: Float64Array) => evaluatorOf(math, { ...network, weights: theta });

  /** Goes to the maximiser of input i; leaves x_i + δ_i in its row of `points` and returns f there. */
  const climb = (at: ReturnType<typeof evaluatorAt>, i: number): number => {
    const clean = x.subarray(i * d, (i + 1) * d);
    const place = points.subarray(i * d, (i + 1) * d);
    const label = y[i] as number;
    let residual = at.gradient(clean, slope) - label;
    const side = residual < 0 ? -1 : 1;
    for (let k = 0; k < d; k++) delta[k] = side * (slope[k] as number);
    domain.project(delta);
    for (let taken = 0; ; taken++) {
      for (let k = 0; k < d; k++) place[k] = (clean[k] as number) + (delta[k] as number);
      if (taken === innerSteps) return at.value(place);
      residual = at.gradient(place, slope) - label;
      let square = 0;
      for (let k = 0; k < d; k++) square += (slope[k] as number) * (slope[k] as number);
      const push = (side * 3 * radius) / Math.sqrt(square);
      for (let k = 0; k < d; k++) delta[k] = (delta[k] as number) + push * (slope[k] as number);
      domain.project(delta);
    }
  };
  const value = (theta: Float64Array): number => {
    const at = evaluatorAt(theta);
    let sum = 0;
    for (let i = 0; i < n; i++) {
      const residual = climb(at, i) - (y[i] as number);
      sum += residual * residual;
    }
    return sum / (2 * n);
  };
  return {
    layout: { blocks: [{ name: "weights", symbol: "W", shape: [m, d], offset: 0 }], size: m * d },
    over: "sample",
    accuracy: { kind: "sample", size: n },
    name: "robust loss",
    value,
    gradient(theta, out) {
      const at = evaluatorAt(theta);
      out.fill(0);
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const residual = climb(at, i) - (y[i] as number);
        sum += residual * residual;
        at.addWeightGradient(points.subarray(i * d, (i + 1) * d), residual / n, out);
      }
      return sum / (2 * n);
    },
    perturbed(theta, out) {
      value(theta);
      out.set(points);
    },
    clean(theta) {
      const at = evaluatorAt(theta);
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const residual = at.value(x.subarray(i * d, (i + 1) * d)) - (y[i] as number);
        sum += residual * residual;
      }
      return sum / (2 * n);
    },
    floor(theta) {
      const at = evaluatorAt(theta);
      let sum = 0;
      for (let i = 0; i < n; i++) {
        const residual = Math.abs(climb(at, i) - (y[i] as number));
        sum += residual * at.floor(points.subarray(i * d, (i + 1) * d)) + 2e-16 * residual * residual;
      }
      return sum / n;
    },
    close: () => {},
  };
}
