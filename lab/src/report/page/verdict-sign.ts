import type { VerdictWord } from "@overparam/core";

/** A verdict as a sign, a word, then a colour (the class): any one of them is enough. */
export const verdictSign: Readonly<Record<VerdictWord, { readonly sign: string; readonly word: string; readonly role: string }>> = {
  holds: { sign: "✓", word: "holds", role: "holds" },
  violated: { sign: "✗", word: "violated", role: "violated" },
  undecided: { sign: "…", word: "undecided", role: "undecided" },
  "not applicable": { sign: "–", word: "not applicable", role: "quiet" },
};
