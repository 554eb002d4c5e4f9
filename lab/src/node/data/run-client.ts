import { spawn } from "node:child_process";

/** How a package client ended. */
export interface ClientEnd {
  /** Exit status; null where it could not be started. */
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** Is there no such program? */
  readonly missing: boolean;
}

/** Runs a package client of this system in a folder; rejects with AbortError when stopped. */
export function runClient(program: string, args: readonly string[], cwd: string, signal?: AbortSignal): Promise<ClientEnd> {
  return new Promise((settle, reject) => {
    // npm is a script on Windows, which only a shell starts; every argument here is a constant of the catalogue.
    const child = spawn(program, args, {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      shell: process.platform === "win32",
      ...(signal === undefined ? {} : { signal }),
    });
    const out: Buffer[] = [];
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => out.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk.toString("utf8");
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      if (error.name === "AbortError") reject(error);
      else settle({ status: null, stdout: Buffer.alloc(0), stderr: error.message, missing: error.code === "ENOENT" });
    });
    child.on("close", (status) => settle({ status, stdout: Buffer.concat(out), stderr, missing: false }));
  });
}
