import { existsSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Comparison, misuse, type Recovery, type SearchState } from "@overparam/core";
import { encodeJson } from "../../record/encode-json.ts";
import { decodeState, encodeState, reviveArrays } from "../../recover/state-json.ts";
import type { RecoveryIdentity } from "../../recover/recovery-identity.ts";
import { guardFiles } from "../file/guard-files.ts";
import { readJson } from "../file/read-json.ts";
import { writeAtomic } from "../file/write-atomic.ts";

/** The files of a recovery's folder, besides those of the network. */
export const recoveryFolderFiles = {
  config: "config.json",
  /** A command's answers, so that it is asked once. */
  samples: "samples.npz",
  state: "state.json",
  result: "result.json",
  report: "report.html",
} as const;

/** What `result.json` holds; its presence means finished. */
export interface RecoveryResult {
  readonly id: string;
  readonly recovery: Recovery;
  readonly comparison?: Comparison | undefined;
}

/**
 * Looks at a folder before writing to it.
 *
 * @errors one sentence where it holds something else, which is left alone
 */
export function recoveryPlace(folder: string, id: string): "free" | "unfinished" | "finished" {
  if (!existsSync(folder)) return "free";
  if (!statSync(folder).isDirectory()) throw misuse(folder, "this must be a folder", "a file", "choose another place with --out DIR");
  const entries = readdirSync(folder).filter((name) => name !== "lock" && !name.endsWith(".tmp"));
  if (entries.length === 0) return "free";
  const config = join(folder, recoveryFolderFiles.config);
  const own = existsSync(config) ? readJson(config) : {};
  if (own.kind !== "recovery" || own.id !== id) {
    throw misuse(folder, "the folder must be empty, or hold this very recovery", undefined, "choose another place with --out DIR");
  }
  return entries.includes(recoveryFolderFiles.result) ? "finished" : "unfinished";
}

export function writeRecoveryConfig(folder: string, id: string, identity: RecoveryIdentity): void {
  const { schema, ...rest } = identity;
  writeAtomic(join(folder, recoveryFolderFiles.config), `${encodeJson({ schema, kind: "recovery", id, ...rest }, 2)}\n`);
}

export function writeState(folder: string, id: string, state: SearchState): void {
  writeAtomic(join(folder, recoveryFolderFiles.state), encodeState(id, state), false);
}

/** The state that the folder holds, if any. */
export function readState(folder: string, id: string): SearchState | undefined {
  const path = join(folder, recoveryFolderFiles.state);
  return existsSync(path) ? decodeState(text(path), id, path) : undefined;
}

export function writeRecoveryResult(folder: string, result: RecoveryResult): void {
  writeAtomic(join(folder, recoveryFolderFiles.result), `${encodeJson(result, 2)}\n`);
}

/** @errors one sentence: no such file, or one that was changed */
export function readRecoveryResult(folder: string): RecoveryResult {
  const path = join(folder, recoveryFolderFiles.result);
  readJson(path);
  return reviveArrays(text(path)) as RecoveryResult;
}

/** Removes what an earlier recovery left, answers of a command excepted. */
export function clearRecovery(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (
      name === recoveryFolderFiles.result ||
      name === recoveryFolderFiles.state ||
      name === recoveryFolderFiles.report ||
      /^(network|approximation)\.\w+$/.test(name)
    ) {
      rmSync(join(folder, name), { force: true });
    }
  }
}

function text(path: string): string {
  return guardFiles(path, () => readFileSync(path, "utf8"));
}
