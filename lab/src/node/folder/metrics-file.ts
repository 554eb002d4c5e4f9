import { readFileSync } from "node:fs";
import { misuse, type Sample } from "@overparam/core";
import { decodeNumber } from "../../record/decode-number.ts";
import { encodeJson } from "../../record/encode-json.ts";
import { guardFiles } from "../file/guard-files.ts";

/** One line of metrics.jsonl: `iteration`, `time`, then every observable under its own name, so that a line is a row of a table. */
export function metricsLine(sample: Sample): string {
  return encodeJson({ iteration: sample.iteration, time: sample.time, ...sample.values });
}

/**
 * The samples of a metrics.jsonl. A last line without its end, as a power cut leaves it, is left out.
 *
 * @errors one sentence with the line that is no sample
 */
export function readMetrics(path: string): readonly Sample[] {
  const text = guardFiles(path, () => readFileSync(path, "utf8"));
  const lines = text.split("\n");
  lines.pop();
  return lines.map((line, index) => asSample(line, `${path}:${index + 1}`));
}

function asSample(line: string, where: string): Sample {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    throw misuse(where, "the line must be JSON", undefined, "the file was changed; run again");
  }
  const { iteration, time, ...rest } = (raw ?? {}) as Readonly<Record<string, unknown>>;
  const at = decodeNumber(time);
  if (!Number.isSafeInteger(iteration) || at === undefined)
    throw misuse(where, "the line must give iteration and time", undefined, "run again");
  const values = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, asValue(value, `${where}, ${name}`)]));
  return { iteration: iteration as number, time: at, values };
}

function asValue(value: unknown, where: string): number | readonly number[] | null {
  if (value === null) return null;
  const number = decodeNumber(value);
  if (number !== undefined) return number;
  if (Array.isArray(value)) {
    const numbers = value.map(decodeNumber);
    if (numbers.every((entry) => entry !== undefined)) return numbers;
  }
  throw misuse(where, "the value must be a number, a list of numbers or null", value, "the file was changed; run again");
}
