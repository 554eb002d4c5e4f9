/** A critical point in reduced coordinates. */
export interface FamilyPoint {
  readonly k: number;
  readonly coordinates: readonly number[];
  readonly loss: number;
  /** Bound of the loss's rounding: the terms that cancel are of order k². */
  readonly rounding: number;
  /** Σ_i ‖w_i‖. */
  readonly norms: number;
  /** The largest component of the gradient, by neuron and direction. */
  readonly gradient: number;
}

/** Unit roundoff of double precision, with room for a sum of some ten terms of a few roundings each. */
export const termRounding = 16 * 1.1102230246251565e-16;

/** 1/(2π), rounded to double. */
export const perTurn = 0.15915494309189535;
