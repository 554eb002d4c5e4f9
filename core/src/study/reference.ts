/** A publication, enough for a citation and a BibTeX entry. */
export interface Reference {
  /** Citation key, e.g. `zhou2021local`. */
  readonly key: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: number;
  readonly venue: string;
  readonly pages?: string;
  readonly arxiv?: string;
  readonly doi?: string;
  readonly kind: "inproceedings" | "article" | "book" | "misc";
}
