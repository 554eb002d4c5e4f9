/** What went wrong, as one sentence a person can act on: a Misuse says it itself, anything else is a fault of the program. */
export function sentence(error: unknown, doing: string): string {
  if (error instanceof Error && error.name === "Misuse") return error.message;
  const what = (error instanceof Error ? error.message : String(error)).split("\n", 1)[0] ?? "";
  return `${doing} failed: ${what.replace(/[.\s]+$/, "")}. Change a setting or reload the page.`;
}
