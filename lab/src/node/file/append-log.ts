import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync } from "node:fs";
import { guardFiles } from "./guard-files.ts";
import { writeAll } from "./write-atomic.ts";

/** A file that only grows, by whole lines. */
export interface AppendLog {
  /** Length in bytes, all of it whole lines. */
  readonly bytes: number;
  /** Appends lines; all of them or none. */
  write(lines: readonly string[]): void;
  /** Returns when the disk has them. */
  sync(): void;
  close(): void;
}

/**
 * Opens a log to append to.
 *
 * @param keep bytes to keep of what is there; all of it unless said otherwise
 * @errors one sentence where the disk refuses; lines that did not fit are taken back
 */
export function appendLog(path: string, keep?: number): AppendLog {
  return guardFiles(path, () => {
    const file = openSync(path, "a");
    let bytes = fstatSync(file).size;
    if (keep !== undefined && keep < bytes) {
      ftruncateSync(file, keep);
      bytes = keep;
    }
    return {
      get bytes() {
        return bytes;
      },
      write(lines) {
        if (lines.length === 0) return;
        const text = Buffer.from(`${lines.join("\n")}\n`, "utf8");
        guardFiles(path, () => {
          try {
            writeAll(file, text);
          } catch (error) {
            ftruncateSync(file, bytes);
            throw error;
          }
        });
        bytes += text.length;
      },
      sync: () => guardFiles(path, () => fsyncSync(file)),
      close: () => closeSync(file),
    };
  });
}
