import { textWidth } from "./text-width.ts";

/** Lines of at most `width` pixels, broken at spaces; a longer word stands alone. */
export function wrapText(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ").filter((part) => part !== "")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** The same number of lines, as even in width as words allow: no last line of a single short word. */
export function wrapEvenly(text: string, size: number, width: number): string[] {
  let lines = wrapText(text, size, width);
  for (let narrower = width - 4; narrower > width / 3; narrower -= 4) {
    const next = wrapText(text, size, narrower);
    if (next.length > lines.length) break;
    lines = next;
  }
  return lines;
}
