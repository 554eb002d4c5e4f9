const rounds = 30;

/**
 * λ_max(∇²L(W)), by power iteration on Hessian-vector products: a lower bound that is close after a few rounds.
 *
 * @param from any vector with a part along the sharpest direction, [m·d]
 * @cost 30 Hessian-vector products
 */
export function sharpness(
  problem: { hessianTimes(theta: Float64Array, v: Float64Array, out: Float64Array): void },
  theta: Float64Array,
  from: Float64Array,
): number {
  let v = from.slice();
  let out = new Float64Array(v.length);
  let largest = Number.NaN;
  for (let round = 0; round < rounds; round++) {
    problem.hessianTimes(theta, v, out);
    let before = 0;
    let after = 0;
    for (let k = 0; k < v.length; k++) {
      before += (v[k] as number) * (v[k] as number);
      after += (out[k] as number) * (out[k] as number);
    }
    largest = Math.sqrt(after / before);
    if (!(after > 0)) break;
    const length = Math.sqrt(after);
    for (let k = 0; k < v.length; k++) out[k] = (out[k] as number) / length;
    [v, out] = [out, v];
  }
  return largest;
}
