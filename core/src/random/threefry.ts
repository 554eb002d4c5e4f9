/** Rotations of Threefry-2×32 (Salmon, Moraes, Dror, Shaw 2011, table 2). */
const rotations = [13, 15, 26, 6, 17, 29, 16, 24] as const;
/** Skein's key-schedule parity, its low 32 bits. */
const parity = 0x1bd11bda;
const rounds = 20;

/**
 * Writes the block Threefry-2×32-20 (k0, k1; c0, c1) into out[at], out[at + 1].
 *
 * The allocation-free form of {@link threefry2x32}, for bulk samplers.
 */
export function threefryInto(k0: number, k1: number, c0: number, c1: number, out: Uint32Array, at: number): void {
  const k2 = parity ^ k0 ^ k1;
  let x = (c0 + k0) | 0;
  let y = (c1 + k1) | 0;
  for (let round = 0; round < rounds; round++) {
    const turn = rotations[round & 7] as number;
    x = (x + y) | 0;
    y = ((y << turn) | (y >>> (32 - turn))) ^ x;
    if ((round & 3) === 3) {
      const injection = (round >> 2) + 1;
      const phase = injection % 3;
      x = (x + (phase === 0 ? k0 : phase === 1 ? k1 : k2)) | 0;
      y = (y + (phase === 0 ? k1 : phase === 1 ? k2 : k0) + injection) | 0;
    }
  }
  out[at] = x;
  out[at + 1] = y;
}

/**
 * The block cipher Threefry-2×32 with 20 rounds: a bijection of 64-bit counters for every 64-bit key.
 *
 * @param key two 32-bit words
 * @param counter two 32-bit words
 * @returns two unsigned 32-bit words
 * @cost about 100 integer operations
 * @source Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"; known answers of Random123
 */
export function threefry2x32(key: readonly [number, number], counter: readonly [number, number]): [number, number] {
  const out = new Uint32Array(2);
  threefryInto(key[0], key[1], counter[0], counter[1], out, 0);
  return [out[0] as number, out[1] as number];
}
