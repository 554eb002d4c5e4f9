/** Anchors of the viridis colour map (van der Walt and Smith 2015), evenly spaced. */
const anchors = [
  [68, 1, 84],
  [72, 40, 120],
  [62, 74, 137],
  [49, 104, 142],
  [38, 130, 142],
  [31, 158, 137],
  [53, 183, 121],
  [110, 206, 88],
  [181, 222, 43],
  [253, 231, 37],
] as const;

/** A colour for t in [0, 1]; lightness grows with t, so it reads without colour vision. */
export function viridis(t: number): string {
  const place = Math.min(1, Math.max(0, t)) * (anchors.length - 1);
  const i = Math.min(anchors.length - 2, Math.floor(place));
  const [from, to] = [anchors[i] ?? anchors[0], anchors[i + 1] ?? anchors[9]];
  const mix = (k: 0 | 1 | 2) => Math.round(from[k] + (to[k] - from[k]) * (place - i));
  return `rgb(${mix(0)} ${mix(1)} ${mix(2)})`;
}
