/** Which iterations are recorded; a function of the config alone, so that a resumed run records the same ones. */
export interface Schedule {
  /** The first recorded iteration after `iteration` (which may be −1); never past `last`. */
  next(iteration: number): number;
  /** The iteration at which the run ends. */
  readonly last: number;
}
