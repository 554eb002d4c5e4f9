/** What {@link Descending.descend} is asked to do: at most `steps` steps θ ← θ − η ∇L(θ). */
export interface DescentOrder {
  /** η > 0. */
  readonly step: number;
  readonly steps: number;
  /** Stop before a step as soon as L(θ) ≤ this value; −∞ never stops. */
  readonly stopAt: number;
}

/** What a call of {@link Descending.descend} did. */
export interface DescentReport {
  /** Steps really taken, ≤ steps. */
  readonly taken: number;
  /** L at the θ before the last step taken; when stopped or not finite, L at the present θ. NaN when no value was needed. */
  readonly value: number;
  /** Largest L(θ_{t+1}) − L(θ_t) seen inside the call, −∞ with fewer than two values. Positive: the loss rose. */
  readonly rise: number;
  readonly end: "steps" | "reached" | "not finite";
}

/** A function of a flat θ whose gradient descent runs inside the engine. */
export interface Descending {
  /** Entries of θ. */
  readonly size: number;
  /** Engine memory held until `close`. */
  readonly bytes: number;
  /** L(θ). */
  value(theta: Float64Array): number;
  /** Fills out = ∇L(θ) and returns L(θ). */
  gradient(theta: Float64Array, out: Float64Array): number;
  /**
   * Gradient descent in place, many steps a call, bit for bit equal to `steps` times
   * (`gradient`, then θ[i] ← θ[i] − η · g[i] with a rounded product and a rounded difference).
   */
  descend(theta: Float64Array, order: DescentOrder): DescentReport;
  /** Gives the memory back; any later call is misuse. Closing twice does nothing. */
  close(): void;
}
