import { closeSync, linkSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { misuse } from "@overparam/core";
import { guardFiles } from "./guard-files.ts";
import { isFileError } from "./file-fault.ts";

interface Holder {
  readonly pid: number;
  readonly host: string;
  /** Start time of the process in kernel ticks, where the system tells it: process ids are used again. */
  readonly started: string | null;
}

/**
 * Makes this process the only writer of a folder until `release`. A lock whose process is gone is taken over.
 *
 * @errors one sentence naming the process that holds it; a lock of another machine is never taken over
 */
export function lockFolder(folder: string): { readonly release: () => void } {
  const path = join(folder, "lock");
  const mine: Holder = { pid: process.pid, host: hostname(), started: startOf(process.pid) };
  const text = JSON.stringify(mine);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (create(path, text)) {
      sweep(folder);
      return {
        release: () => {
          if (read(path) === text) rmSync(path, { force: true });
        },
      };
    }
    const found = read(path);
    if (found === undefined) continue;
    const holder = parse(found);
    if (holder !== undefined && alive(holder)) {
      const other = holder.host !== mine.host;
      throw misuse(
        folder,
        `one process may write here; process ${holder.pid} on ${holder.host} does`,
        undefined,
        other ? `if it no longer runs, remove ${path}` : "wait for it, or stop it",
      );
    }
    takeAway(path, found);
  }
  throw misuse(folder, "one process may write here; several try at once", undefined, "do the same again");
}

/** The process that writes to a folder now; undefined where there is none, or it is gone. On another machine it counts as there. */
export function lockHolder(folder: string): { readonly pid: number; readonly host: string } | undefined {
  const found = read(join(folder, "lock"));
  const holder = found === undefined ? undefined : parse(found);
  return holder !== undefined && alive(holder) ? holder : undefined;
}

/** Removes what writers that were killed left half-written; with the lock held nobody else writes. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/\.\d+\.tmp$/.test(name) || /^lock\.\d+$/.test(name)) rmSync(join(folder, name), { force: true });
  }
}

function create(path: string, text: string): boolean {
  return guardFiles(path, () => {
    let file: number;
    try {
      file = openSync(path, "wx");
    } catch (error) {
      if (isFileError(error) && error.code === "EEXIST") return false;
      throw error;
    }
    try {
      writeSync(file, text);
    } catch (error) {
      rmSync(path, { force: true });
      throw error;
    } finally {
      closeSync(file);
    }
    return true;
  });
}

/** Moves a dead lock aside; if another process has renewed it in between, puts that one back. */
function takeAway(path: string, dead: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (read(aside) !== dead) linkSync(aside, path);
  } catch (error) {
    if (!isFileError(error)) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return undefined;
  }
}

function parse(text: string): Holder | undefined {
  try {
    const value = JSON.parse(text) as Partial<Holder>;
    return typeof value.pid === "number" && typeof value.host === "string"
      ? { pid: value.pid, host: value.host, started: value.started ?? null }
      : undefined;
  } catch {
    return undefined;
  }
}

function alive(holder: Holder): boolean {
  if (holder.host !== hostname()) return true;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (isFileError(error) && error.code === "ESRCH") return false;
  }
  const started = startOf(holder.pid);
  return started === null || holder.started === null || started === holder.started;
}

function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name in parentheses may hold spaces; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
