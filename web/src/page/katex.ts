import katex from "katex";
import "katex/dist/katex.min.css";

const cache = new Map<string, string>();

/** TeX as HTML for the eye and MathML for a screen reader; a source with a mistake is shown as it is. */
export function render(source: string, display: boolean): string {
  const key = `${display}${source}`;
  const known = cache.get(key);
  if (known !== undefined) return known;
  const html = katex.renderToString(source, {
    displayMode: display,
    output: "htmlAndMathml",
    throwOnError: false,
    strict: false,
    errorColor: "currentColor",
    trust: false,
  });
  cache.set(key, html);
  return html;
}
