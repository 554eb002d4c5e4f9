import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { guardFiles } from "./guard-files.ts";

/**
 * Writes a whole file or nothing: temporary name beside it, synced, renamed, folder synced. A reader sees the old content or the new one.
 *
 * @param durable survive a power cut, at two waits for the disk (about 10 ms); without, it survives the death of the process
 * @errors one sentence where the disk refuses; the temporary file is gone and the old content stands
 */
export function writeAtomic(path: string, content: string | Uint8Array, durable = true): void {
  const temporary = `${path}.${process.pid}.tmp`;
  guardFiles(path, () => {
    try {
      const file = openSync(temporary, "w");
      try {
        writeAll(file, typeof content === "string" ? Buffer.from(content, "utf8") : content);
        if (durable) fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(temporary, path);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
    if (durable) syncFolder(dirname(path));
  });
}

/** Writes every byte; the operating system may take fewer than asked at a time. */
export function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at, bytes.length - at);
}

/** Makes a rename outlive a power cut, where the system can sync folders. */
function syncFolder(path: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(path, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
