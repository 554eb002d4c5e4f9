/** One sentence for a failure: a Misuse's own, or the kind and message of a fault. */
export function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const line = error.message.split("\n", 1)[0] ?? "";
  return error.name === "Misuse" || error.name === "Interrupted" ? line : `${error.name}: ${line}`;
}
