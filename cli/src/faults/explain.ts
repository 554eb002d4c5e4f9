import { inspect } from "node:util";
import { exitCode } from "./exit-code.ts";
import { writeFaultLog } from "./fault-log.ts";
import { fileTrouble } from "./file-trouble.ts";

/** What to tell of an error, and the exit status that it means. */
export interface Explanation {
  readonly says: string;
  readonly code: number;
}

/**
 * Turns anything thrown into one sentence: a mistake of the caller is told as it is, a refusal of the system in words,
 * and everything else is a fault of the program, whose details go to a file and not to the screen.
 */
export function explain(error: unknown, commandLine: readonly string[]): Explanation {
  const name = error instanceof Error ? error.name : "";
  const message = error instanceof Error ? error.message : String(error);
  // By name and not by class: a study outside the repository may carry its own copy of the class.
  if (name === "Misuse" || name === "CommandLine") return { says: message, code: exitCode.badInput };
  if (name === "Interrupted" || name === "AbortError") {
    return { says: name === "AbortError" ? "interrupted." : message, code: exitCode.interrupted };
  }
  // Some workspace has no dist, or one of another day.
  if ((error as { code?: unknown } | undefined)?.code === "ERR_MODULE_NOT_FOUND") {
    return { says: "the build is not complete; run `npm ci` and `npm run build` in the repository's root.", code: exitCode.badInput };
  }
  const trouble = fileTrouble(error);
  if (trouble !== undefined) return { says: trouble, code: exitCode.badInput };
  if (process.env.OVERPARAM_DEBUG) return { says: `internal fault.\n${inspect(error, { depth: 6 })}`, code: exitCode.fault };
  const log = writeFaultLog(error, commandLine);
  const first = message.split("\n", 1)[0] ?? "";
  const where = log === undefined ? "Set OVERPARAM_DEBUG=1 to see the details" : `The details are in ${log}`;
  return { says: `this is a fault of overparam, not of yours: ${first || name || "no message"}. ${where}.`, code: exitCode.fault };
}
