import katex from "katex";
import { escapeXml } from "../escape-xml.ts";

/** A formula as MathML, which browsers draw without style sheet, font or script; TeX that cannot be read stands as it is. */
export function statement(tex: string): string {
  try {
    return katex.renderToString(tex, { output: "mathml", throwOnError: true, strict: "ignore", trust: false });
  } catch {
    return `<code>${escapeXml(tex.replace(/^\\displaystyle /, ""))}</code>`;
  }
}
