import type { Study } from "@overparam/core";
import type { Paint } from "../terminal/colour.ts";
import { hang, width } from "../terminal/wrap.ts";

/** Studies, one paragraph each: key, publication, what it shows, how many claims, where it is from. */
export function studyTable(
  found: readonly { readonly study: Study; readonly from: string; readonly path: string }[],
  columns: number,
  paint: Paint,
): string {
  if (found.length === 0) return "There are no studies here. `overparam new-study NAME` makes one; --studies DIR looks in another folder.";
  const key = Math.max(...found.map(({ study }) => width(study.id)));
  return found
    .map(({ study, from, path }) => {
      const indent = " ".repeat(key + 2);
      const claims = `${study.claims.length} claim${study.claims.length === 1 ? "" : "s"}`;
      const place = from === "built-in" ? claims : `${claims} · ${from === "package" ? "from a package" : "from a folder"} · ${path}`;
      const head = paint("strong", study.id) + " ".repeat(key + 2 - width(study.id));
      const paper = hang(fullCitation(study), columns, indent, "");
      return `${head}${paper}\n${hang(study.says, columns, indent)}\n${indent}${paint("quiet", place)}`;
    })
    .join("\n\n");
}

/** `Zhou, Ge, Jin 2021`: how a paper is called in a line. */
export function shortCitation({ paper }: Study): string {
  const names = paper.authors.map((author) => (author.includes(",") ? author.split(",")[0] : author.split(" ").at(-1)) ?? author);
  return `${names.length > 4 ? `${names[0]} and others` : names.join(", ")} ${paper.year}`;
}

/** `Title. Zhou, Ge, Jin 2021, Conference on Learning Theory.` */
export function fullCitation(study: Study): string {
  const { title, venue } = study.paper;
  return `${title}. ${shortCitation(study)}${venue === "" ? "" : `, ${venue}`}.`;
}
