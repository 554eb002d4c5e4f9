import { closeSync, existsSync, fdatasyncSync, fstatSync, ftruncateSync, openSync, readSync } from "node:fs";
import { dirname } from "node:path";
import { guardFiles } from "../file/guard-files.ts";
import { makeFolder } from "../file/make-folder.ts";
import { writeAll } from "../file/write-atomic.ts";
import { encodeShardLine, type ShardEntry } from "./shard-line.ts";

/** The one writer of a shard: a file that only grows, by whole lines. */
export interface ShardWriter {
  /** Records that are not safe yet. */
  readonly pending: number;
  /** Milliseconds since the oldest of them came; 0 where there is none. */
  readonly age: number;
  add(entry: ShardEntry): void;
  /** Writes what is pending and returns when the disk has it. @errors one sentence where the disk refuses; then none of them is written */
  sync(): void;
  close(): void;
}

const newline = 0x0a;

/**
 * Opens a shard to append to, with its folder. A last line that was cut off is removed first.
 *
 * @errors one sentence where the disk refuses
 */
export function shardWriter(path: string): ShardWriter {
  if (!existsSync(dirname(path))) makeFolder(dirname(path));
  return guardFiles(path, () => {
    const file = openSync(path, "a+");
    let bytes = wholeLines(file);
    if (bytes < fstatSync(file).size) ftruncateSync(file, bytes);
    let lines: string[] = [];
    let since = 0;
    return {
      get pending() {
        return lines.length;
      },
      get age() {
        return lines.length === 0 ? 0 : performance.now() - since;
      },
      add(entry) {
        if (lines.length === 0) since = performance.now();
        lines.push(encodeShardLine(entry));
      },
      sync() {
        if (lines.length === 0) return;
        const text = Buffer.from(`${lines.join("\n")}\n`, "utf8");
        guardFiles(path, () => {
          try {
            writeAll(file, text);
            fdatasyncSync(file);
          } catch (error) {
            ftruncateSync(file, bytes);
            throw error;
          }
        });
        bytes += text.length;
        lines = [];
      },
      close: () => closeSync(file),
    };
  });
}

/** Length up to the last line's end. */
function wholeLines(file: number): number {
  const block = Buffer.alloc(1 << 16);
  for (let end = fstatSync(file).size; end > 0; ) {
    const from = Math.max(0, end - block.length);
    const read = readSync(file, block, 0, end - from, from);
    const at = block.subarray(0, read).lastIndexOf(newline);
    if (at >= 0) return from + at + 1;
    end = from;
  }
  return 0;
}
