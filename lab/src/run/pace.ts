/**
 * How many steps to ask for at a time, so that a call takes about `milliseconds`: short enough to pause at once, long enough to be free.
 *
 * Chunks never change a number, so they may follow the clock.
 */
export interface Pace {
  steps(): number;
  /** Tells how long the last chunk of `steps` took. */
  took(steps: number, milliseconds: number): void;
}

/** @param milliseconds what one chunk should take */
export function pace(milliseconds: number): Pace {
  let steps = 16;
  return {
    steps: () => steps,
    took(taken, spent) {
      const wanted = spent > 0 ? (taken * milliseconds) / spent : steps * 4;
      steps = Math.max(1, Math.min(Math.floor(wanted), steps * 4, 1e9));
    },
  };
}
