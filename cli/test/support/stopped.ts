import { spawn } from "node:child_process";
import { type Circumstances, bin } from "./overparam.ts";
import { withoutBackendNote } from "./without-backend-note.ts";

/** How a command ended that was sent a signal. */
export interface Stopped {
  readonly code: number | null;
  readonly stderr: string;
}

/** Starts the command, which sends itself the signal `after` milliseconds behind its first output, and waits for its end. */
export async function stopped(
  args: readonly string[],
  { signal = "SIGINT", after, cwd, env = {} }: Circumstances & { readonly signal?: NodeJS.Signals; readonly after: number },
): Promise<Stopped> {
  const preload = new URL(`./signal-itself.mjs?signal=${signal}&after=${after}`, import.meta.url).href;
  const child = spawn(process.execPath, ["--import", preload, bin, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  child.stderr.on("data", (part: Buffer) => {
    stderr += part.toString();
  });
  child.stdout.resume();
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  return { code, stderr: withoutBackendNote(stderr) };
}
