/** A small deterministic generator for test data (mulberry32): uniform numbers in (−1, 1). */
export function uniforms(seed: number): { next(): number; array(length: number): Float64Array } {
  let state = seed | 0;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 31 - 1;
  };
  return { next, array: (length) => Float64Array.from({ length }, next) };
}
