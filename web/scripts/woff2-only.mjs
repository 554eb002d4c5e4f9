// KaTeX names three formats of every font; every browser that runs the page reads woff2, so the other two need not be shipped.

/** @returns {import("vite").Plugin} */
export function woff2Only() {
  return {
    name: "overparam-woff2-only",
    enforce: "pre",
    transform(code, id) {
      if (!/katex[^?]*\.css/.test(id)) return undefined;
      return { code: code.replace(/,\s*url\([^)]*\.(woff|ttf)\)\s*format\(["'](woff|truetype)["']\)/g, ""), map: null };
    },
  };
}
