import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { withoutBackendNote } from "./without-backend-note.ts";

export const bin = fileURLToPath(new URL("../../bin/overparam.mjs", import.meta.url));

/** Where and how the command runs. */
export interface Circumstances {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which the command has failed the test. */
  readonly patience?: number;
}

/** The real command in a process of its own, with pipes for stdout and stderr; the note on missing native kernels is left out of stderr. */
export function overparam(args: readonly string[], { cwd, env = {}, patience = 50_000 }: Circumstances = {}): SpawnSyncReturns<string> {
  const { NO_COLOR: _no, FORCE_COLOR: _force, OVERPARAM_STUDIES: _studies, ...rest } = process.env;
  const ended = spawnSync(process.execPath, [bin, ...args], {
    encoding: "utf8",
    cwd,
    env: { ...rest, ...env },
    timeout: patience,
    killSignal: "SIGKILL",
  });
  return { ...ended, stderr: withoutBackendNote(ended.stderr) };
}
