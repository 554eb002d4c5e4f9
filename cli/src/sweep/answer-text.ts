import { encodeJson } from "@overparam/lab";
import type { TableAnswer, TableValue } from "@overparam/lab/sweep";
import type { Paint } from "../terminal/colour.ts";
import { width } from "../terminal/wrap.ts";

/** An answer as a table for people (numbers with six digits), as CSV or as JSON lines (numbers as they are). */
export function answerText({ columns, rows }: TableAnswer, form: "table" | "csv" | "json", paint: Paint): string {
  if (form === "json")
    return rows.map((row) => encodeJson(Object.fromEntries(columns.map((name, k) => [name, row[k] ?? null])))).join("\n");
  if (form === "csv")
    return [columns.map(quoted), ...rows.map((row) => row.map((value) => quoted(value === null ? "" : String(value))))]
      .map((row) => row.join(","))
      .join("\n");
  const cells = rows.map((row) => row.map(shown));
  const widths = columns.map((name, k) => cells.reduce((most, row) => Math.max(most, width(row[k] ?? "")), width(name)));
  const right = columns.map((_, k) => rows.every((row) => row[k] === null || typeof row[k] === "number"));
  const line = (row: readonly string[]): string =>
    row
      .map((text, k) => {
        const fill = " ".repeat((widths[k] ?? 0) - width(text));
        return right[k] === true ? fill + text : text + fill;
      })
      .join("  ")
      .trimEnd();
  return [paint("quiet", line(columns)), ...cells.map(line)].join("\n");
}

function shown(value: TableValue): string {
  if (value === null) return "–";
  if (typeof value !== "number") return String(value);
  const [short, size] = [Number(value.toPrecision(6)), Math.abs(value)];
  return size !== 0 && size < 1e-4 ? short.toExponential() : String(short);
}

function quoted(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
