/** Work was stopped from outside. What is finished is kept; nothing unfinished counts as a result. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
  /** Tasks or steps done, of how many. */
  readonly done: number;
  readonly total: number;

  constructor(says: string, done: number, total: number) {
    super(says);
    this.done = done;
    this.total = total;
  }
}
