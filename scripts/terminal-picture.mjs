// A picture of real terminal output: `command | node scripts/terminal-picture.mjs "the prompt's line" > picture.svg`.
//
// Reads text with colour codes, writes an SVG on paper background. Each run of equal style stands at its column, stretched to its exact width, so that
// a reader's own monospaced font cannot break the alignment of a table.
import { readFileSync } from "node:fs";

const cell = 8.4;
const line = 20;
const margin = 18;
const ink = { text: "#1c1c1e", quiet: "#6b6b70", prompt: "#2f5fa8" };
/** Terminal colours in the roles that they have here: blue measured, orange predicted, green holds, red violated, amber undecided. */
const colours = {
  30: ink.text,
  31: "#a3262b",
  32: "#1f7a45",
  33: "#9a6412",
  34: "#2f5fa8",
  35: "#c8661b",
  36: "#2f5fa8",
  37: ink.quiet,
  90: ink.quiet,
  91: "#a3262b",
  92: "#1f7a45",
  93: "#9a6412",
  94: "#2f5fa8",
  95: "#c8661b",
  96: "#2f5fa8",
};

const prompt = process.argv[2];
const lines = [
  ...(prompt === undefined
    ? []
    : [
        [
          { text: "$ ", colour: ink.quiet, bold: false },
          { text: prompt, colour: ink.text, bold: true },
        ],
        [],
      ]),
  ...readFileSync(0, "utf8").replace(/\s+$/, "").split("\n").map(styled),
];
const columns = Math.max(...lines.map((spans) => spans.reduce((sum, { text }) => sum + cells(text), 0)));
const width = Math.ceil(columns * cell + 2 * margin);
const height = lines.length * line + 2 * margin;

process.stdout.write(
  `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">\n` +
    `<title>${escape(prompt ?? "terminal output")}</title>\n` +
    `<rect width="${width}" height="${height}" rx="8" fill="#fdfcf9" stroke="#e3e0d8"/>\n` +
    `<g font-family="'DejaVu Sans Mono', Menlo, Consolas, monospace" font-size="13.5" xml:space="preserve">\n` +
    lines.flatMap((spans, row) => drawn(spans, margin + (row + 0.72) * line)).join("\n") +
    "\n</g>\n</svg>\n",
);

/** One line as spans of equal style. */
function styled(text) {
  const spans = [];
  let colour = ink.text;
  let bold = false;
  let dim = false;
  for (const piece of text.split(/(\u001b\[[\d;]*[A-Za-z])/)) {
    const codes = /^\u001b\[([\d;]*)m$/.exec(piece);
    if (codes === null) {
      if (piece !== "" && !piece.startsWith("\u001b")) spans.push({ text: piece, colour: dim ? ink.quiet : colour, bold });
      continue;
    }
    const list = codes[1].split(";").map(Number);
    for (let at = 0; at < list.length; at++) {
      const code = list[at];
      if (code === 0) [colour, bold, dim] = [ink.text, false, false];
      else if (code === 1) bold = true;
      else if (code === 2) dim = true;
      else if (code === 22) [bold, dim] = [false, false];
      else if (code === 39) colour = ink.text;
      else if (code === 38 && list[at + 1] === 2) {
        colour = `rgb(${list.slice(at + 2, at + 5).join(",")})`;
        at += 4;
      } else if (code === 38 && list[at + 1] === 5) {
        colour = palette(list[at + 2]);
        at += 2;
      } else colour = colours[code] ?? colour;
    }
  }
  return spans;
}

/** The 256-colour cube. */
function palette(index) {
  if (index < 16) return colours[index < 8 ? 30 + index : 82 + index];
  if (index > 231) return `rgb(${[1, 1, 1].map(() => 8 + 10 * (index - 232)).join(",")})`;
  const level = (step) => (step === 0 ? 0 : 55 + 40 * step);
  const at = index - 16;
  return `rgb(${level(Math.floor(at / 36))},${level(Math.floor(at / 6) % 6)},${level(at % 6)})`;
}

/** Columns that a text takes; combining marks take none. */
function cells(text) {
  return [...text.replace(/\p{Mark}/gu, "")].length;
}

function drawn(spans, y) {
  let column = 0;
  return spans.flatMap(({ text, colour, bold }) => {
    // Blanks are left out and words stand at their own column, so that no renderer can swallow spaces.
    const words = [...text.matchAll(/\S+(?: \S+)*/g)].map((match) => {
      const x = margin + (column + cells(text.slice(0, match.index))) * cell;
      const length = (cells(match[0]) * cell).toFixed(1);
      return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" fill="${colour}"${bold ? ' font-weight="bold"' : ""} textLength="${length}" lengthAdjust="spacingAndGlyphs">${escape(match[0])}</text>`;
    });
    column += cells(text);
    return words;
  });
}

function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}
