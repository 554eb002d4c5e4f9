import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { type Measured, misuse } from "@overparam/core";
import { decodeNumber } from "../../record/decode-number.ts";
import { encodeJson } from "../../record/encode-json.ts";
import { recordSchema } from "../../record/record-schema.ts";
import { makeFolder } from "../file/make-folder.ts";
import { readJson } from "../file/read-json.ts";
import { writeAtomic } from "../file/write-atomic.ts";

/** Writes what a construction gave. `code` may differ between equal constructions, so it is kept in events.jsonl, not here. */
export function writeConstructed(path: string, task: string, claim: string, values: readonly Measured[]): void {
  makeFolder(dirname(path));
  writeAtomic(path, `${encodeJson({ schema: recordSchema, task, claim, values }, 2)}\n`, false);
}

/** Reads what a construction gave; undefined where there is none of this task. */
export function readConstructed(path: string, task: string): readonly Measured[] | undefined {
  if (!existsSync(path)) return undefined;
  const raw = readJson(path);
  if (raw.task !== task) return undefined;
  if (!Array.isArray(raw.values)) throw misuse(path, "the file must give a list of values", raw.values, "verify again with --fresh");
  return raw.values.map((value: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      Object.entries(value).map(([name, entry]) => [name, name === "run" ? String(entry) : (decodeNumber(entry) ?? Number.NaN)]),
    ),
  ) as unknown as readonly Measured[];
}
