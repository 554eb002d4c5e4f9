import { misuse, nearestName } from "@overparam/core";
import type { TrialRow } from "./trial-row.ts";

/** How two values are compared. */
export type Comparison = "<" | "<=" | ">" | ">=" | "=" | "!=";

/** What a cell shows of its trials: a quantile or the mean of a number, or the fraction of trials with a property. */
export type DiagramValue =
  | { readonly kind: "quantile"; readonly column: string; readonly at: number }
  | { readonly kind: "mean"; readonly column: string }
  | { readonly kind: "fraction"; readonly column: string; readonly is: Comparison; readonly than: number | string };

const forms =
  "median(COLUMN), mean(COLUMN), min(COLUMN), max(COLUMN), quantile(COLUMN, 0.9), fraction(COLUMN <= 1e-6), verdict(CLAIM) or verdict(CLAIM = violated)";

/**
 * Reads `median(loss)`, `quantile(loss, 0.9)`, `fraction(loss <= 1e-6)`, `fraction(outcome = converged)`, `verdict(theorem-5 = holds)`; a column alone is its median.
 *
 * @param where the flag or field, for messages
 * @param columns of the table
 * @errors one sentence: another form, a column that is not there
 */
export function diagramValue(text: string, columns: readonly string[], where = "--value"): DiagramValue {
  const column = (name: string): string => {
    if (columns.includes(name)) return name;
    const near = nearestName(name, columns);
    throw misuse(
      where,
      "there is no such column",
      name,
      near === undefined ? `the columns are ${columns.join(", ")}` : `did you mean ${near}`,
    );
  };
  const form = /^\s*([a-z]+)\s*\((.*)\)\s*$/.exec(text);
  if (form === null) {
    if (/[()<>=]/.test(text)) throw misuse(where, `must be one of ${forms}`, text);
    return { kind: "quantile", column: column(text.trim()), at: 0.5 };
  }
  const [, name = "", inside = ""] = form;
  switch (name) {
    case "median":
      return { kind: "quantile", column: column(inside.trim()), at: 0.5 };
    case "min":
      return { kind: "quantile", column: column(inside.trim()), at: 0 };
    case "max":
      return { kind: "quantile", column: column(inside.trim()), at: 1 };
    case "mean":
      return { kind: "mean", column: column(inside.trim()) };
    case "quantile": {
      const [of = "", at = ""] = inside.split(",").map((part) => part.trim());
      const place = Number(at);
      if (at === "" || !(place >= 0 && place <= 1))
        throw misuse(where, "a quantile needs a place from 0 to 1", text, "write quantile(COLUMN, 0.9)");
      return { kind: "quantile", column: column(of), at: place };
    }
    case "fraction":
      return condition(inside, text);
    case "verdict":
      return condition(/[=<>]/.test(inside) ? `verdict.${inside.trim()}` : `verdict.${inside.trim()} = holds`, text);
    default:
      throw misuse(where, `must be one of ${forms}`, text);
  }

  function condition(inside: string, whole: string): DiagramValue {
    const parts = /^\s*(.+?)\s*(<=|>=|!=|<|>|=)\s*(.+?)\s*$/.exec(inside);
    if (parts === null)
      throw misuse(where, "a fraction needs a condition", whole, "write fraction(loss <= 1e-6) or fraction(outcome = converged)");
    const [, of = "", is = "=", than = ""] = parts;
    const number = Number(than);
    if (Number.isNaN(number) && !["=", "!="].includes(is))
      throw misuse(where, "only numbers have an order", than, "compare a text with = or !=");
    return { kind: "fraction", column: column(of), is: is as Comparison, than: Number.isNaN(number) ? than : number };
  }
}

/** The value as it is written. */
export function diagramValueText(value: DiagramValue): string {
  switch (value.kind) {
    case "mean":
      return `mean(${value.column})`;
    case "quantile": {
      const name = { 0: "min", 0.5: "median", 1: "max" }[value.at];
      return name === undefined ? `quantile(${value.column}, ${value.at})` : `${name}(${value.column})`;
    }
    case "fraction": {
      const inside = `${value.column.replace(/^verdict\./, "")} ${value.is} ${written(value.than)}`;
      return `${value.column.startsWith("verdict.") ? "verdict" : "fraction"}(${inside})`;
    }
  }
}

/** 1e-6, not 0.000001. */
function written(than: number | string): string {
  return typeof than === "number" && than !== 0 && Math.abs(than) < 1e-3 ? than.toExponential() : String(than);
}

/** Does a trial have the property? A trial without the number does not: a run that broke off before it had a value has not succeeded. */
export function fits(row: TrialRow, { column, is, than }: Extract<DiagramValue, { kind: "fraction" }>): boolean {
  const raw = row[column] ?? null;
  if (raw === null) return false;
  const got = typeof raw === "boolean" && typeof than === "number" ? Number(raw) : typeof than === "number" ? raw : String(raw);
  switch (is) {
    case "=":
      return got === than;
    case "!=":
      return got !== than && !Number.isNaN(got);
    case "<":
      return got < than;
    case "<=":
      return got <= than;
    case ">":
      return got > than;
    case ">=":
      return got >= than;
  }
}
