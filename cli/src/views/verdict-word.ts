import type { VerdictWord } from "@overparam/core";
import type { Role } from "../terminal/colour.ts";

/** A verdict is a sign, a word, then a colour: it reads without colour, too. */
export const verdictWord: Readonly<Record<VerdictWord, { readonly sign: string; readonly word: string; readonly role: Role }>> = {
  holds: { sign: "✓", word: "holds", role: "holds" },
  violated: { sign: "✗", word: "violated", role: "violated" },
  undecided: { sign: "…", word: "undecided", role: "undecided" },
  "not applicable": { sign: "–", word: "n/a", role: "quiet" },
};
