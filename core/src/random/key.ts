/**
 * Names a stream of random numbers: 64 bits for Threefry-2×32 (Salmon et al. 2011), counter-based and splittable.
 *
 * The numbers of a key never depend on workers, batch size, order of evaluation or host.
 */
export interface Key {
  readonly words: readonly [number, number];
}
