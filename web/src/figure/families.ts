import type { ObservableCard } from "@overparam/lab/browser";

/** Quantities that are shown together: those whose sentences differ in the last word alone, which then names the curve. */
export interface Family {
  readonly id: string;
  readonly says: string;
  readonly members: readonly { readonly observable: ObservableCard; readonly name: string }[];
}

/** Groups a study's numbers into families, in their order; a list-valued quantity stands alone. */
export function families(observables: readonly ObservableCard[]): readonly Family[] {
  const stemOf = (one: ObservableCard) => (one.axes.length === 0 ? one.says.replace(/\s+\S+$/, "") : one.says);
  const stems = new Map<string, ObservableCard[]>();
  for (const one of observables) stems.set(stemOf(one), [...(stems.get(stemOf(one)) ?? []), one]);
  return [...stems].map(([stem, members]) => {
    const [first] = members as [ObservableCard];
    if (members.length === 1) return { id: first.id, says: first.says, members: [{ observable: first, name: "" }] };
    return {
      id: first.id,
      says: `${stem} ${members.map((one) => lastWord(one.says)).join(", ")}`,
      members: members.map((observable) => ({ observable, name: lastWord(observable.says) })),
    };
  });
}

function lastWord(sentence: string): string {
  return /\S+$/.exec(sentence)?.[0] ?? sentence;
}
