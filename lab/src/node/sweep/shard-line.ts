import { crc32 as native } from "node:zlib";
import { crc32 as portable } from "../../format/crc32.ts";
import { decodeNumber } from "../../record/decode-number.ts";
import { encodeJson } from "../../record/encode-json.ts";
import type { TrialRecord } from "../../sweep/trial.ts";

/** A record as a shard holds it. */
export interface ShardEntry {
  readonly record: TrialRecord;
  /** Milliseconds of work: it may differ between two honest runs, so it goes no further than the shard. */
  readonly took: number;
}

const crc32: (bytes: Uint8Array) => number = typeof native === "function" ? native : portable;
const tail = ',"crc":"00000000"}'.length;

/** One line of a shard, without its end: the record, how long it took, and the CRC-32 of what stands before `,"crc"`. */
export function encodeShardLine({ record, took }: ShardEntry): string {
  const body = `${encodeJson(record).slice(0, -1)},"took":${took.toFixed(3)}`;
  return `${body},"crc":"${crc32(Buffer.from(body, "utf8")).toString(16).padStart(8, "0")}"}`;
}

/** Reads a line; undefined where it is not what was written. */
export function decodeShardLine(line: Buffer): ShardEntry | undefined {
  const end = line.length - tail;
  if (end <= 0 || line.toString("latin1", end, end + 8) !== ',"crc":"') return undefined;
  if (Number.parseInt(line.toString("latin1", end + 8, end + 16), 16) !== crc32(line.subarray(0, end))) return undefined;
  try {
    const { took, crc: _, ...record } = JSON.parse(line.toString("utf8")) as TrialRecord & { readonly took: number; readonly crc: string };
    return { record: withNumbers(record), took };
  } catch {
    return undefined;
  }
}

/** "NaN" and the infinities are numbers again. */
function withNumbers(record: TrialRecord): TrialRecord {
  const { scalars, curve, verdicts } = record;
  return {
    ...record,
    time: numberOf(record.time),
    value: numberOf(record.value),
    scalars: numbersOf(scalars),
    ...(curve === undefined
      ? {}
      : {
          curve: {
            iteration: curve.iteration,
            time: curve.time.map((each) => numberOf(each) ?? Number.NaN),
            values: Object.fromEntries(Object.entries(curve.values).map(([name, values]) => [name, values.map(numberOf)])),
          },
        }),
    ...(verdicts === undefined
      ? {}
      : {
          verdicts: Object.fromEntries(
            Object.entries(verdicts).map(([claim, { verdict, estimate }]) => [claim, { verdict, estimate: numberOf(estimate) }]),
          ),
        }),
  };
}

function numberOf(value: unknown): number | null {
  return decodeNumber(value) ?? null;
}

function numbersOf(values: Readonly<Record<string, unknown>>): Readonly<Record<string, number | null>> {
  const out: Record<string, number | null> = {};
  for (const name of Object.keys(values)) out[name] = numberOf(values[name]);
  return out;
}
