/** Thrown by a command that a signal stopped; `says` tells how to go on. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  constructor(says: string) {
    super(says);
  }
}
