import type { Reference } from "@overparam/core";
import { authorParts } from "./author-name.ts";
import { bibtex } from "./bibtex.ts";

/** How a citation is written. */
export type CitationStyle = "text" | "bibtex" | "ris" | "csl-json";

const risType = { inproceedings: "CONF", article: "JOUR", book: "BOOK", misc: "GEN" } as const;
const cslType = { inproceedings: "paper-conference", article: "article-journal", book: "book", misc: "document" } as const;

/** A reference as one line of text, or as an entry for a reference manager. */
export function cite(reference: Reference, style: CitationStyle): string {
  switch (style) {
    case "text":
      return text(reference);
    case "bibtex":
      return bibtex(reference);
    case "ris":
      return ris(reference);
    case "csl-json":
      return `${JSON.stringify([csl(reference)], null, 2)}\n`;
  }
}

/** "Zhou", "Zhou and Ge", "Zhou, Ge and Jin". */
export function authorList(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function text(reference: Reference): string {
  const names = reference.authors.map((author) => {
    const { family, given } = authorParts(author);
    return given === "" ? family : `${given} ${family}`;
  });
  const pages = reference.pages === undefined ? "" : `, ${reference.pages.replace(/\s*[-–—]+\s*/, "–")}`;
  const arxiv = reference.arxiv === undefined ? "" : ` arXiv:${reference.arxiv}.`;
  const doi = reference.doi === undefined ? "" : ` https://doi.org/${reference.doi}.`;
  const year = reference.venue.includes(String(reference.year)) ? "" : `, ${reference.year}`;
  return `${authorList(names)}. ${reference.title}. ${reference.venue}${pages}${year}.${arxiv}${doi}`;
}

function ris(reference: Reference): string {
  const [first, last] = pageRange(reference);
  const fields: [string, string | undefined][] = [
    ["TY", risType[reference.kind]],
    ["ID", reference.key],
    ...reference.authors.map((author): [string, string] => {
      const { family, given } = authorParts(author);
      return ["AU", given === "" ? family : `${family}, ${given}`];
    }),
    ["TI", reference.title],
    ["PY", String(reference.year)],
    [reference.kind === "article" ? "JO" : reference.kind === "book" ? "PB" : "T2", reference.venue],
    ["SP", first],
    ["EP", last],
    ["DO", reference.doi],
    ["UR", reference.arxiv === undefined ? undefined : `https://arxiv.org/abs/${reference.arxiv}`],
  ];
  const lines = fields.flatMap(([tag, value]) => (value === undefined || value === "" ? [] : [`${tag}  - ${value}`]));
  return `${[...lines, "ER  - "].join("\r\n")}\r\n`;
}

function csl(reference: Reference): Record<string, unknown> {
  const author = reference.authors.map((name) => {
    const { family, given } = authorParts(name);
    return given === "" ? { literal: family } : { family, given };
  });
  const place = reference.kind === "book" ? { publisher: reference.venue } : { "container-title": reference.venue };
  return {
    id: reference.key,
    type: cslType[reference.kind],
    title: reference.title,
    author,
    issued: { "date-parts": [[reference.year]] },
    ...place,
    ...(reference.pages === undefined ? {} : { page: reference.pages }),
    ...(reference.doi === undefined ? {} : { DOI: reference.doi }),
    ...(reference.arxiv === undefined ? {} : { URL: `https://arxiv.org/abs/${reference.arxiv}` }),
  };
}

function pageRange(reference: Reference): [string | undefined, string | undefined] {
  const [first, last] = (reference.pages ?? "").split(/[-–—]+/).map((part) => part.trim());
  return [first, last];
}
