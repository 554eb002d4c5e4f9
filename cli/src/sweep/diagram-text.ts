import { formatNumber } from "@overparam/lab";
import { diagramCaption, type PhaseDiagram, valuePlace, valueRange } from "@overparam/lab/sweep";
import type { Paint } from "../terminal/colour.ts";
import { cut, hang, width } from "../terminal/wrap.ts";
import { shortId } from "../verify/heading.ts";

/** From the least to the greatest value: more ink is more. They look alike with and without colour. */
const shades = ["·", "░", "▒", "▓", "█"] as const;

/** A phase diagram as text: a shade a cell, its number where there is room, axes with their values, what the shades mean. */
export function diagramText(
  diagram: PhaseDiagram,
  {
    title,
    sweep,
    trials,
  }: { readonly title: string | undefined; readonly sweep: { readonly id: string; readonly study: string }; readonly trials: number },
  columns: number,
  paint: Paint,
): string {
  const { x, y, cells } = diagram;
  const range = valueRange(diagram);
  const words = texts(y.values);
  const margin = Math.min(24, Math.max(0, ...words.map(width)));
  const numbers = cells.map(({ value }) => (Number.isNaN(value) ? "–" : formatNumber(value, { digits: 2, plain: true })));
  const room = columns - margin - 5;
  const digits = Math.max(1, ...numbers.map(width));
  const withNumbers = (digits + 5) * x.values.length <= room;
  const cell = withNumbers ? digits + 5 : Math.max(...[2, 1].filter((each) => each * x.values.length <= room), 0);
  // More cells than columns: every k-th is shown, as the whole would not be readable.
  const across = cell === 0 ? chosen(x.values.length, room) : chosen(x.values.length, x.values.length);
  const up = chosen(y.values.length, 40);
  const wide = Math.max(1, cell);
  const rows = [...up].reverse().map((row) => {
    const line = across.map((column) => {
      const at = row * x.values.length + column;
      const place = valuePlace(cells[at]?.value ?? Number.NaN, range);
      const shade = Number.isNaN(place) ? " " : (shades[Math.min(shades.length - 1, Math.floor(place * shades.length))] ?? " ");
      const ink = paint("measured", shade.repeat(withNumbers ? 2 : wide));
      return withNumbers ? `${ink} ${(numbers[at] ?? "").padEnd(digits)}  ` : ink;
    });
    const word = cut(words[row] ?? "", margin);
    return `  ${" ".repeat(margin - width(word))}${word} ${paint("quiet", "│")}${line.join("").trimEnd()}`;
  });
  const head = paint("strong", title ?? sweep.study) + paint("quiet", ` · ${sweep.study} · sweep ${shortId(sweep.id)} · ${trials} trials`);
  const thinned = across.length < x.values.length || up.length < y.values.length;
  return [
    head,
    "",
    paint("quiet", `  ${y.name}`),
    ...rows,
    `  ${" ".repeat(margin)} ${paint("quiet", `└${"─".repeat(Math.max(1, across.length * wide - (withNumbers ? 2 : 0)))}`)}`,
    `  ${" ".repeat(margin + 2)}${tickLine(texts(across.map((column) => x.values[column])), wide)}`,
    `  ${" ".repeat(margin + 2)}${paint("quiet", x.name)}`,
    "",
    `  ${legend(range, paint)}`,
    ...(thinned ? [paint("quiet", "  Not every cell fits here; the files show all.")] : []),
    hang(diagramCaption(diagram), Math.min(columns, 100), "  "),
  ].join("\n");
}

/** What each shade stands for. */
function legend(range: ReturnType<typeof valueRange>, paint: Paint): string {
  const { domain, scale } = range;
  if (domain === undefined) return paint("quiet", "no cell has a value");
  const [low, high] = domain;
  const count = shades.length;
  const ends = Array.from({ length: count + 1 }, (_, k) =>
    scale === "log" ? low * (high / low) ** (k / count) : low + ((high - low) * k) / count,
  );
  return shades
    .map(
      (shade, k) =>
        `${paint("measured", shade.repeat(2))} ${formatNumber(ends[k], { digits: 2, plain: true })}–${formatNumber(ends[k + 1], { digits: 2, plain: true })}`,
    )
    .join("   ");
}

/** Words below their cells, as many as fit without touching. */
function tickLine(words: readonly string[], wide: number): string {
  let line = "";
  words.forEach((word, k) => {
    const at = k * wide;
    if (at === 0 || at >= width(line) + 2) line = line.padEnd(at) + word;
  });
  return line;
}

function chosen(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, k) => k);
  return Array.from({ length: most }, (_, k) => Math.round((k * (count - 1)) / (most - 1)));
}

/** Values of an axis, with as many digits as tell them apart. */
function texts(values: readonly unknown[]): readonly string[] {
  const written = [3, 6, 12].map((digits) =>
    values.map((value) => (typeof value === "number" ? formatNumber(value, { digits, plain: true }) : String(value))),
  );
  return written.find((each) => new Set(each).size === values.length) ?? values.map(String);
}
