/** A new array scale · x + y, each entry one rounded product and one rounded sum. */
export function axpy(scale: number, x: Float64Array, y: Float64Array): Float64Array {
  const out = new Float64Array(y.length);
  for (let i = 0; i < out.length; i++) out[i] = (y[i] as number) + scale * (x[i] as number);
  return out;
}
