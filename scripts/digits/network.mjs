/** f(x) = Σ_k |w_k·x|: its value, and its fit to data by full-batch Adam. Only exact functions, so that every host gives the same bytes. */

/** out[i] = f(x_i). */
export function outputs(w, r, x, n, d) {
  const out = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < r; k++) {
      let z = 0;
      for (let j = 0; j < d; j++) z += w[k * d + j] * x[i * d + j];
      out[i] += Math.abs(z);
    }
  }
  return out;
}

/** L = 1/(2n) Σ (f(x_i) − y_i)² and the fraction of images on the right side of the middle between the two targets. */
export function quality(w, r, x, y, n, d) {
  const f = outputs(w, r, x, n, d);
  let loss = 0;
  let right = 0;
  for (let i = 0; i < n; i++) {
    loss += (f[i] - y[i]) * (f[i] - y[i]);
    if (f[i] > 2 === y[i] > 2) right++;
  }
  return { loss: loss / (2 * n), accuracy: right / n };
}

/** Uniform numbers in [−1, 1) from a seed: a counter through the low-bias 32-bit mixer found by Wellons's hash prospector. */
function uniform(seed) {
  let counter = Math.imul(seed, 0x9e3779b9) >>> 0;
  return () => {
    counter = (counter + 0x6d2b79f5) >>> 0;
    let h = counter;
    h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
    h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
    return ((h ^ (h >>> 15)) >>> 0) / 2147483648 - 1;
  };
}

/**
 * W [r,d] after `steps` steps of full-batch Adam whose rate falls linearly from `rate` to 0.
 *
 * @source Kingma, Ba 2015, with β = (0.9, 0.999), ε = 1e-8
 */
export function fit({ x, y, n, d, r, seed, steps, rate }) {
  const next = uniform(seed);
  // ‖w_k‖ ≈ mean(y)/(r·√(2/π)) gives outputs of the right size at the start.
  const size = 0.9 / Math.sqrt(d);
  const w = Float64Array.from({ length: r * d }, () => size * next());
  const first = new Float64Array(r * d);
  const second = new Float64Array(r * d);
  const slope = new Float64Array(r * d);
  const sign = new Float64Array(r);
  let b1 = 1;
  let b2 = 1;
  for (let t = 0; t < steps; t++) {
    slope.fill(0);
    for (let i = 0; i < n; i++) {
      const at = i * d;
      let f = 0;
      for (let k = 0; k < r; k++) {
        let z = 0;
        for (let j = 0; j < d; j++) z += w[k * d + j] * x[at + j];
        f += Math.abs(z);
        sign[k] = z < 0 ? -1 : 1;
      }
      const error = (f - y[i]) / n;
      for (let k = 0; k < r; k++) {
        const weight = sign[k] * error;
        for (let j = 0; j < d; j++) slope[k * d + j] += weight * x[at + j];
      }
    }
    b1 *= 0.9;
    b2 *= 0.999;
    const pace = rate * (1 - t / steps);
    for (let p = 0; p < w.length; p++) {
      first[p] = 0.9 * first[p] + 0.1 * slope[p];
      second[p] = 0.999 * second[p] + 0.001 * slope[p] * slope[p];
      w[p] -= (pace * (first[p] / (1 - b1))) / (Math.sqrt(second[p] / (1 - b2)) + 1e-8);
    }
  }
  return w;
}
