/** What the exit status of every command means. */
export const exitCode = {
  /** Ran, and no claim is violated. */
  ok: 0,
  /** Some claim is violated. A counter-run that was not caught is told in words and changes no exit status: it speaks of the check, not of the claim. */
  violated: 1,
  /** The command line, a file or a folder is not what is needed; one sentence says what to do. */
  badInput: 2,
  /** A fault of the program itself; the details are in a file. */
  fault: 3,
  /** Stopped by a signal; what was done is kept and can be resumed. */
  interrupted: 130,
} as const;
