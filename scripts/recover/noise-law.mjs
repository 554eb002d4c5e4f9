// What Gauss–Newton's covariance says of the error of a recovered network: its root mean square, and how often chance alone passes 1.5 times it.
import { fold, normal, rootKey, uniform } from "@overparam/core";

const draws = 20_000;

/**
 * The chance that an error which is exactly normal with covariance C = (JᵀJ)⁻¹ is above 1.5 √tr C, J the Jacobian of f(x) = Σ_k s_k σ(v_k·x) in the
 * v_k = |a_k| w_k at the teacher: P(Σ λ χ² > 2.25 Σ λ) over the eigenvalues λ of C, by drawing. The noise level cancels.
 */
export function chanceAbove(engine, activation, { W, a }, { x, inputs: d }, seed) {
  const r = a.length;
  const n = x.length / d;
  const p = r * d;
  const gram = new Float64Array(p * p);
  const row = new Float64Array(p);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < r; k++) {
      let u = 0;
      for (let j = 0; j < d; j++) u += W[k * d + j] * x[i * d + j];
      const slope = Math.sign(a[k]) * (u > 0 ? 1 : activation === "relu" ? 0 : -1);
      for (let j = 0; j < d; j++) row[k * d + j] = slope * x[i * d + j];
    }
    for (let s = 0; s < p; s++) {
      const at = row[s];
      if (at === 0) continue;
      for (let t = 0; t <= s; t++) gram[s * p + t] += at * row[t];
    }
  }
  for (let s = 0; s < p; s++) for (let t = 0; t < s; t++) gram[t * p + s] = gram[s * p + t];
  const values = new Float64Array(p);
  engine.linear.eigenSymmetric(gram, p, values);
  const weights = Float64Array.from(values, (value) => 1 / value);
  const limit = 2.25 * weights.reduce((sum, weight) => sum + weight, 0);
  const z = new Float64Array(p);
  const key = fold(rootKey("recover-noise", seed), `${activation} ${r} ${d}`);
  let above = 0;
  for (let draw = 0; draw < draws; draw++) {
    normal(engine.math, fold(key, draw), z);
    let sum = 0;
    for (let s = 0; s < p; s++) sum += weights[s] * z[s] * z[s];
    if (sum > limit) above++;
  }
  return above / draws;
}

/** √(Σ error² / Σ predicted²) over claims, with an interval of 95 % from drawing claims again (1000 times, percentiles). */
export function rootMeanSquareRatio(claims) {
  const of = (some) => Math.sqrt(sum(some, "error") / sum(some, "predicted"));
  const again = Array.from({ length: 1000 }, (_, draw) => {
    const u = new Float64Array(claims.length);
    uniform(fold(rootKey("recover-claims", 1), draw), u);
    return of(Array.from(u, (at) => claims[Math.floor(at * claims.length)]));
  }).sort((a, b) => a - b);
  return { ratio: of(claims), low: again[25], high: again[974] };
}

/** P of at least `count` of independent events with these chances. */
export function atLeast(chances, count) {
  let law = [1];
  for (const chance of chances) {
    const next = new Array(law.length + 1).fill(0);
    law.forEach((weight, k) => {
      next[k] += weight * (1 - chance);
      next[k + 1] += weight * chance;
    });
    law = next;
  }
  return law.slice(count).reduce((total, weight) => total + weight, 0);
}

function sum(claims, name) {
  return claims.reduce((total, claim) => total + claim[name], 0);
}
