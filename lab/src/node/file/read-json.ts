import { readFileSync } from "node:fs";
import { misuse } from "@overparam/core";
import { guardFiles } from "./guard-files.ts";

/** The object in a JSON file. @errors one sentence where it is missing, truncated or no object */
export function readJson(path: string): Record<string, unknown> {
  const text = guardFiles(path, () => readFileSync(path, "utf8"));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw misuse(path, "the file must be whole JSON", text.length === 0 ? "an empty file" : `${text.length} characters that are not`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw misuse(path, "the file must hold a JSON object", value);
  return value as Record<string, unknown>;
}
