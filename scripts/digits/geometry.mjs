/** Δ (smallest folded angle between two rows, radians), w_min and w_max of W [r,d]. */
export function geometry(w, r, d) {
  const norms = [];
  for (let k = 0; k < r; k++) {
    let square = 0;
    for (let j = 0; j < d; j++) square += w[k * d + j] * w[k * d + j];
    norms.push(Math.sqrt(square));
  }
  let separation = Math.PI / 2;
  for (let a = 0; a < r; a++) {
    for (let b = 0; b < a; b++) {
      let minus = 0;
      let plus = 0;
      for (let j = 0; j < d; j++) {
        const u = w[a * d + j] / norms[a];
        const v = w[b * d + j] / norms[b];
        minus += (u - v) * (u - v);
        plus += (u + v) * (u + v);
      }
      const angle = 2 * Math.atan2(Math.sqrt(minus), Math.sqrt(plus));
      separation = Math.min(separation, angle, Math.PI - angle);
    }
  }
  return { separation, smallest: Math.min(...norms), largest: Math.max(...norms) };
}
