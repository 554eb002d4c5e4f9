/** Milliseconds that the rate looks back. */
const window = 60_000;

/** How fast trials are made, by a clock that only goes forward. */
export interface TrialPace {
  /** Trials a second over the latest minute; null before the first is made. */
  rate(now: number, made: number): number | null;
}

/** Looks back a minute, so that a sweep whose cells grow slower tells how fast it is now. Call `rate` about once a second. */
export function trialPace(begun: number): TrialPace {
  const seen: { readonly at: number; readonly made: number }[] = [{ at: begun, made: 0 }];
  return {
    rate(now, made) {
      while (seen.length > 1 && now - (seen[1]?.at ?? now) >= window) seen.shift();
      const first = seen[0] ?? { at: begun, made: 0 };
      seen.push({ at: now, made });
      return made > first.made && now > first.at ? (1000 * (made - first.made)) / (now - first.at) : null;
    },
  };
}
