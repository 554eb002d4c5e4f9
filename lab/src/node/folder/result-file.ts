import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Facts, misuse, type Outcome } from "@overparam/core";
import { decodeNumber } from "../../record/decode-number.ts";
import { encodeJson } from "../../record/encode-json.ts";
import { recordSchema } from "../../record/record-schema.ts";
import { readJson } from "../file/read-json.ts";
import { writeAtomic } from "../file/write-atomic.ts";
import { runFiles } from "./run-config.ts";

/** `result.json`: how the run ended and what was known beforehand. Its presence means that the run is finished. */
export interface RunResult {
  readonly outcome: Outcome;
  readonly facts: Facts;
  /** Lines of metrics.jsonl. */
  readonly samples: number;
}

/** Writes `result.json`, the last file of a run. */
export function writeResult(folder: string, id: string, { outcome, facts, samples }: RunResult, durable = true): void {
  const { kind, iteration, time, value, says } = outcome;
  // Keys in one order, whoever made the record: the same id is the same bytes.
  const content = { schema: recordSchema, id, outcome: { kind, iteration, time, value, says }, facts, samples };
  writeAtomic(join(folder, runFiles.result), `${encodeJson(content, 2)}\n`, durable);
}

/** The result of a run folder; undefined while the run is unfinished. */
export function readResult(folder: string): RunResult | undefined {
  const path = join(folder, runFiles.result);
  if (!existsSync(path)) return undefined;
  const { outcome, facts, samples } = readJson(path);
  if (typeof outcome !== "object" || outcome === null || typeof facts !== "object" || facts === null || typeof samples !== "number") {
    throw misuse(path, "result.json must give outcome, facts and samples", undefined, "the file was changed; run again");
  }
  const { kind, iteration, time, value, says } = outcome as Readonly<Record<string, unknown>>;
  return {
    outcome: {
      kind: kind as Outcome["kind"],
      iteration: Number(iteration),
      time: decodeNumber(time) ?? Number.NaN,
      value: decodeNumber(value) ?? Number.NaN,
      says: String(says),
    },
    facts: decodeFacts(facts as Readonly<Record<string, unknown>>),
    samples,
  };
}

function decodeFacts(facts: Readonly<Record<string, unknown>>): Facts {
  return Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [
      name,
      Array.isArray(fact) ? fact.map((entry) => decodeNumber(entry) ?? Number.NaN) : (decodeNumber(fact) ?? (fact as string | boolean)),
    ]),
  );
}
