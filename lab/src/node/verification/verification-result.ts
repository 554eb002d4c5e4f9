import { join } from "node:path";
import { misuse, type Verdict } from "@overparam/core";
import type { ClaimResult, Verification } from "../../judge/verification.ts";
import { decodeNumber } from "../../record/decode-number.ts";
import { encodeJson } from "../../record/encode-json.ts";
import { recordSchema } from "../../record/record-schema.ts";
import { readJson } from "../file/read-json.ts";
import { writeAtomic } from "../file/write-atomic.ts";

/** Its presence means that the verification is finished. */
export const verificationFile = "verification.json";

/** `verification.json`: the verdicts, and the names of everything behind them. */
export interface VerificationResult {
  readonly claims: readonly ClaimResult[];
  readonly runs: readonly string[];
  readonly counterRuns: readonly string[];
  readonly constructed: readonly string[];
  readonly failures: Verification["failures"];
}

/** Writes `verification.json`, the last file of a verification. */
export function writeVerificationResult(folder: string, verification: Verification): void {
  const { id, study, claims, records, counterRecords, constructed, failures } = verification;
  const content = {
    schema: recordSchema,
    id,
    study,
    claims,
    runs: records.map((record) => record.id),
    counterRuns: counterRecords.map((record) => record.id),
    constructed: constructed.map(({ task }) => task),
    failures,
  };
  writeAtomic(join(folder, verificationFile), `${encodeJson(content, 2)}\n`);
}

/** Reads `verification.json`. @errors one sentence where the file is damaged */
export function readVerificationResult(folder: string): VerificationResult {
  const path = join(folder, verificationFile);
  const raw = readJson(path);
  const lists = ["claims", "runs", "counterRuns", "constructed", "failures"];
  for (const name of lists) {
    if (!Array.isArray(raw[name]))
      throw misuse(path, `the file must give the list ${name}`, raw[name] ?? "nothing", "verify again with --fresh");
  }
  const { claims, runs, counterRuns, constructed, failures } = raw as unknown as VerificationResult;
  return {
    claims: claims.map((result) => ({
      ...result,
      verdict: decodeVerdict(result.verdict),
      counter: result.counter === null ? null : decodeVerdict(result.counter),
    })),
    runs,
    counterRuns,
    constructed,
    failures,
  };
}

function decodeVerdict(verdict: Verdict): Verdict {
  const number = (value: number | null) => (value === null ? null : (decodeNumber(value) ?? null));
  const { interval } = verdict;
  return {
    ...verdict,
    estimate: number(verdict.estimate),
    slack: number(verdict.slack),
    pHolds: number(verdict.pHolds),
    pViolated: number(verdict.pViolated),
    interval: interval === null ? null : [number(interval[0]) ?? Number.NaN, number(interval[1]) ?? Number.NaN],
  };
}
