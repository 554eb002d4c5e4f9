import type { Study, z } from "@overparam/core";
import { CommandLine } from "../faults/command-line.ts";

/** A config that is not resolved yet: what the person gave, and nothing else. */
export type Partial = { [key: string]: unknown };

/**
 * `--set key=value`, typed by the study's schema: `students=20`, `init.angle=1e-3`, `widths=[3,6,12]`.
 * A key that the schema does not have is left for the schema to refuse, which knows the nearest name.
 */
export function applySet(study: Study, partial: Partial, assignment: string): void {
  const equals = assignment.indexOf("=");
  const key = assignment.slice(0, equals).trim();
  if (equals < 1 || key === "") {
    throw new CommandLine(
      `--set takes key=value; got ${JSON.stringify(assignment)}. Write --set ${assignment in study.config.shape ? assignment : exampleKey(study)}=VALUE.`,
    );
  }
  const text = assignment.slice(equals + 1).trim();
  if (text === "") throw new CommandLine(`--set ${key}= has no value. Write --set ${key}=VALUE, or leave it out for the standard value.`);
  const path = key.split(".");
  let place = partial;
  for (const step of path.slice(0, -1)) {
    const next = place[step];
    place = place[step] = typeof next === "object" && next !== null && !Array.isArray(next) ? { ...(next as Partial) } : {};
  }
  place[path.at(-1) ?? key] = readValue(text, path.length === 1 ? study.config.shape[key] : undefined);
}

function exampleKey(study: Study): string {
  return Object.keys(study.config.shape)[0] ?? "key";
}

const numberWords: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  nan: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  inf: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
  "-inf": Number.NEGATIVE_INFINITY,
};

/** A number, true, false, null, a list or an object where the text is one; the text itself where the field takes text. */
function readValue(text: string, field: z.ZodType | undefined): unknown {
  const value = plainValue(text);
  if (field === undefined || typeof value === "string" || field.safeParse(value).success) return value;
  return field.safeParse(text).success ? text : value;
}

function plainValue(text: string): unknown {
  const word = numberWords[text];
  if (word !== undefined) return word;
  if (/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return Number(text);
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
