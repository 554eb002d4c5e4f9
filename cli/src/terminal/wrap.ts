import stringWidth from "string-width";

/** Columns that a text takes in a terminal; colour codes take none. */
export function width(text: string): number {
  return stringWidth(text);
}

/** Breaks a text at spaces into lines of at most `columns`; a single word that is longer keeps its line. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      if (line !== "" && width(line) + 1 + width(word) > columns) {
        lines.push(line);
        line = word;
      } else {
        line = line === "" ? word : `${line} ${word}`;
      }
    }
    lines.push(line);
  }
  return lines;
}

/** {@link wrap} with every line set in by `indent`, the first by `first`. */
export function hang(text: string, columns: number, indent: string, first: string = indent): string {
  return wrap(text, Math.max(20, columns - width(indent)))
    .map((line, index) => (index === 0 ? first : indent) + line)
    .join("\n");
}

/** The text cut to `columns`, with … where something is missing. Plain text only: colour is put on afterwards. */
export function cut(text: string, columns: number): string {
  if (width(text) <= columns) return text;
  let out = "";
  for (const character of text) {
    if (width(out) + width(character) > columns - 1) break;
    out += character;
  }
  return `${out}…`;
}
