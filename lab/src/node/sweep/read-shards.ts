import { closeSync, existsSync, openSync, readdirSync, readSync } from "node:fs";
import { join } from "node:path";
import { guardFiles } from "../file/guard-files.ts";
import { decodeShardLine, type ShardEntry } from "./shard-line.ts";

/** Where a line stands. */
export interface ShardPlace {
  readonly shard: string;
  readonly offset: number;
  readonly length: number;
}

/** What was found besides records. */
export interface ShardReading {
  readonly lines: number;
  /** Lines that are not what was written, with their place: their trials count as not made. */
  readonly damaged: readonly { readonly shard: string; readonly line: number }[];
  /** Bytes of whole lines, by shard: where the next reading may begin. */
  readonly bytes: Readonly<Record<string, number>>;
}

const newline = 0x0a;

/** The shards in a folder, by name. */
export function shardNames(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return guardFiles(folder, () => readdirSync(folder))
    .filter((name) => name.endsWith(".jsonl"))
    .sort();
}

/**
 * Reads every whole line of every shard; an unterminated last line is passed over.
 *
 * @param from bytes of each shard that are known already
 * @param onEntry a trial may come more than once; see `better`
 */
export function readShards(
  folder: string,
  onEntry: (entry: ShardEntry, place: ShardPlace) => void,
  from: Readonly<Record<string, number>> = {},
): ShardReading {
  const damaged: ShardReading["damaged"][number][] = [];
  const bytes: Record<string, number> = {};
  let lines = 0;
  for (const shard of shardNames(folder)) {
    let number = 0;
    bytes[shard] = readLines(join(folder, shard), from[shard] ?? 0, (line, offset) => {
      number += 1;
      lines += 1;
      const entry = decodeShardLine(line);
      if (entry === undefined) damaged.push({ shard, line: number });
      else onEntry(entry, { shard, offset, length: line.length });
    });
  }
  return { lines, damaged, bytes };
}

/** Gives each whole line without its end; returns where the last one ends. */
function readLines(path: string, from: number, onLine: (line: Buffer, offset: number) => void): number {
  return guardFiles(path, () => {
    const file = openSync(path, "r");
    try {
      let rest: Buffer = Buffer.alloc(0);
      let start = from;
      for (;;) {
        const block = Buffer.allocUnsafe(1 << 22);
        const read = readSync(file, block, 0, block.length, start + rest.length);
        if (read === 0) return start;
        const text = rest.length === 0 ? block.subarray(0, read) : Buffer.concat([rest, block.subarray(0, read)]);
        let begin = 0;
        for (let end = text.indexOf(newline); end >= 0; end = text.indexOf(newline, begin)) {
          onLine(text.subarray(begin, end), start + begin);
          begin = end + 1;
        }
        rest = text.subarray(begin);
        start += begin;
      }
    } finally {
      closeSync(file);
    }
  });
}
