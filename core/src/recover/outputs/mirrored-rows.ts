/** Rows of which each is itself or its opposite; `even` where as many are one as the other. */
export interface MirrorGroups {
  readonly groups: readonly (readonly number[])[];
  readonly even: boolean;
}

/**
 * Groups rows that are equal up to their sign, in the order of their first row.
 *
 * @param x [n,d]
 * @cost n·d, and a hash table of n keys
 */
export function mirrorGroups(x: Float64Array, inputs: number): MirrorGroups {
  const found = new Map<string, number[]>();
  const signs: number[] = [];
  for (let i = 0; i < x.length / inputs; i++) {
    const row = x.subarray(i * inputs, i * inputs + inputs);
    const first = row.find((entry) => entry !== 0) ?? 0;
    const sign = first < 0 ? -1 : first > 0 ? 1 : 0;
    signs.push(sign);
    // −0 and 0 are one number.
    const key = row.map((entry) => sign * entry + 0).join(" ");
    const group = found.get(key);
    if (group === undefined) found.set(key, [i]);
    else group.push(i);
  }
  const groups = [...found.values()];
  return { groups, even: groups.every((group) => group.reduce((sum, i) => sum + (signs[i] as number), 0) === 0) };
}

/**
 * How far inputs are from the symmetry x ~ −x: the largest of E z_j, E z_j³ and E z_j ‖z‖², each in its standard errors.
 *
 * @param z [n,d], of unit covariance
 */
export function asymmetry(z: Float64Array, inputs: number): number {
  const n = z.length / inputs;
  let largest = 0;
  const sums = new Float64Array(6);
  for (let j = 0; j < inputs; j++) {
    sums.fill(0);
    for (let i = 0; i < n; i++) {
      const row = z.subarray(i * inputs, i * inputs + inputs);
      const entry = row[j] as number;
      const square = row.reduce((sum, value) => sum + value * value, 0);
      [entry, entry * entry * entry, entry * square].forEach((odd, at) => {
        sums[at] = (sums[at] as number) + odd;
        sums[at + 3] = (sums[at + 3] as number) + odd * odd;
      });
    }
    for (let at = 0; at < 3; at++) {
      const spread = Math.sqrt(sums[at + 3] as number);
      if (spread > 0) largest = Math.max(largest, Math.abs(sums[at] as number) / spread);
    }
  }
  return largest;
}
