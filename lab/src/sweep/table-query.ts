import { misuse } from "@overparam/core";

/** A value of a table. */
export type TableValue = string | number | boolean | null;

/** A condition on a column. */
export interface Condition {
  readonly column: string;
  readonly operator: (typeof operators)[number];
  readonly value: string;
}

/** A table that was asked for. */
export interface TableAnswer {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly TableValue[])[];
}

// The longer ones first: `<=` is no `<`.
const operators = ["!=", "<=", ">=", "=", "<", ">"] as const;

/** Reads `status = done`, `loss <= 1e-6`, `reason != null`. @errors one sentence */
export function parseCondition(text: string): Condition {
  const found = /^\s*([^\s=<>!]+)\s*(!=|<=|>=|==|=|<|>)\s*(.*?)\s*$/s.exec(text);
  const [, column, operator, value] = found ?? [];
  if (column === undefined || operator === undefined || value === undefined || value === "") {
    throw misuse(
      "--where",
      `a condition is a column, one of ${operators.join(" ")}, and a value`,
      text,
      "as in 'status = done' or 'loss <= 1e-6'",
    );
  }
  const plain = /^'.*'$|^".*"$/s.test(value) ? value.slice(1, -1) : value;
  return { column, operator: operator === "==" ? "=" : (operator as Condition["operator"]), value: plain };
}

/** Does a value meet a condition? A missing value meets only `= null`, and nothing else compares with null. */
export function meets(value: TableValue, { operator, value: text }: Condition): boolean {
  if (text === "null" || value === null) {
    const both = value === null && text === "null";
    return operator === "=" ? both : operator === "!=" && text === "null" && value !== null;
  }
  const order = compare(value, text);
  switch (operator) {
    case "=":
      return order === 0;
    case "!=":
      return order !== 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
  }
}

/** Below, at or above 0; NaN where they cannot be compared, which meets nothing but `!=`. */
function compare(value: string | number | boolean, text: string): number {
  if (typeof value === "boolean") return text === String(value) ? 0 : Number.NaN;
  if (typeof value === "string") return value < text ? -1 : value > text ? 1 : 0;
  const number = Number(text);
  return value === number ? 0 : value - number;
}

/**
 * One row a group, in order of the groups: its values, how many trials, and of each column the median, mean, least and greatest of its numbers.
 *
 * @param rows the grouping columns, then the columns to sum up
 */
export function groupRows(rows: readonly (readonly TableValue[])[], by: readonly string[], of: readonly string[]): TableAnswer {
  const groups = new Map<string, { readonly key: readonly TableValue[]; trials: number; readonly numbers: number[][] }>();
  for (const row of rows) {
    const key = row.slice(0, by.length);
    const name = JSON.stringify(key);
    let group = groups.get(name);
    if (group === undefined) {
      group = { key, trials: 0, numbers: of.map(() => []) };
      groups.set(name, group);
    }
    group.trials += 1;
    of.forEach((_, k) => {
      const value = row[by.length + k];
      if (typeof value === "number" || typeof value === "boolean") group.numbers[k]?.push(Number(value));
    });
  }
  return {
    columns: [...by, "trials", ...of.flatMap((name) => [`median ${name}`, `mean ${name}`, `min ${name}`, `max ${name}`])],
    rows: [...groups.values()]
      .sort((a, b) => order(a.key, b.key))
      .map(({ key, trials, numbers }) => [...key, trials, ...numbers.flatMap(summary)]),
  };
}

function summary(numbers: readonly number[]): readonly TableValue[] {
  if (numbers.length === 0) return [null, null, null, null];
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor((sorted.length - 1) / 2);
  const [low = 0, high = 0] = [sorted[middle], sorted[sorted.length - 1 - middle]];
  const sum = sorted.reduce((a, b) => a + b, 0);
  return [low === high ? low : low / 2 + high / 2, sum / sorted.length, sorted[0] as number, sorted.at(-1) as number];
}

function order(a: readonly TableValue[], b: readonly TableValue[]): number {
  for (const [k, one] of a.entries()) {
    const other = b[k] ?? null;
    if (one === other) continue;
    if (one === null || other === null) return one === null ? -1 : 1;
    return one < other ? -1 : 1;
  }
  return 0;
}
