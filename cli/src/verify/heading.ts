import type { Study } from "@overparam/core";
import type { Paint } from "../terminal/colour.ts";
import { width, wrap } from "../terminal/wrap.ts";
import { shortCitation } from "../views/study-table.ts";

/** `zhou2021local · Zhou, Ge, Jin, COLT 2021 · avx512 · 2 workers · id 7f3a0c91d2b4`. */
export function heading(study: Study, parts: readonly string[], columns: number, paint: Paint): string {
  const text = [shortCitation(study), ...parts].filter((part) => part !== "").join(" · ");
  const [first = "", ...rest] = wrap(`${study.id} · ${text}`, columns);
  return [
    paint("strong", study.id) + paint("quiet", first.slice(study.id.length)),
    ...rest.map((line) => paint("quiet", `  ${line}`)),
  ].join("\n");
}

/** The first letters of an id: enough to tell runs apart, and the name of its folder. */
export function shortId(id: string): string {
  return id.slice(0, 12);
}

/** Rows of a name and what it stands for, the names on one width. */
export function pairs(rows: readonly (readonly [name: string, text: string])[], paint: Paint): string {
  const names = Math.max(...rows.map(([name]) => width(name)));
  return rows.map(([name, text]) => `  ${paint("quiet", name.padEnd(names))}   ${text}`).join("\n");
}
