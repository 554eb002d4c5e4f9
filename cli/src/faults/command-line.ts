/** A command line that cannot be understood, told in one sentence. */
export class CommandLine extends Error {
  override readonly name = "CommandLine";
  constructor(says: string) {
    super(says);
  }
}
