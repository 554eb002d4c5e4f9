import type { Reference } from "@overparam/core";
import { authorParts } from "./author-name.ts";

const venueField = { inproceedings: "booktitle", article: "journal", book: "publisher", misc: "howpublished" } as const;

/**
 * A BibTeX entry. Capitals of the title are kept by braces; an author in braces or with one name only stands as it is.
 *
 * @source BibTeX 0.99; eprint fields as arXiv writes them
 */
export function bibtex(reference: Reference): string {
  const authors = reference.authors.map((author) => {
    const { family, given } = authorParts(author);
    return given === ""
      ? family.includes(" ")
        ? `{${escapeTex(family)}}`
        : escapeTex(family)
      : `${escapeTex(family)}, ${escapeTex(given)}`;
  });
  const fields: [string, string | undefined][] = [
    ["author", authors.join(" and ")],
    ["title", `{${escapeTex(reference.title)}}`],
    [venueField[reference.kind], escapeTex(reference.venue)],
    ["year", String(reference.year)],
    ["pages", reference.pages === undefined ? undefined : reference.pages.replace(/\s*[-–—]+\s*/, "--")],
    ["doi", reference.doi],
    ["eprint", reference.arxiv],
    ["archivePrefix", reference.arxiv === undefined ? undefined : "arXiv"],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined || value === "" ? [] : [`  ${name} = {${value}}`]));
  return `@${reference.kind}{${reference.key},\n${lines.join(",\n")}\n}\n`;
}

function escapeTex(text: string): string {
  return text.replace(/[\\{}%&$#_~^]/g, (character) =>
    character === "\\" ? "\\textbackslash{}" : character === "~" || character === "^" ? `\\${character}{}` : `\\${character}`,
  );
}
