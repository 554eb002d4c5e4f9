import { misuse, type NamedTensors, type Tensor } from "@overparam/core";
import { strFromU8, strToU8 } from "fflate";
import { decodeArray } from "./decode-array.ts";
import { elementCount } from "./element-count.ts";
import { type ScalarType, scalarTypes } from "./scalar-type.ts";

/** Content of a .safetensors file: arrays by name and the free-form `__metadata__` strings. */
export interface Safetensors {
  readonly tensors: NamedTensors;
  readonly metadata: Readonly<Record<string, string>>;
}

const readable: Readonly<Record<string, ScalarType>> = {
  F64: scalarTypes.f64,
  F32: scalarTypes.f32,
  F16: scalarTypes.f16,
  BF16: scalarTypes.bf16,
  I64: scalarTypes.i64,
  I32: scalarTypes.i32,
  I16: scalarTypes.i16,
  I8: scalarTypes.i8,
  U8: scalarTypes.u8,
  BOOL: scalarTypes.u8,
};
const advice = "save it again with safetensors";

/**
 * The arrays of a .safetensors file as Float64, row-major.
 *
 * Reads F64, F32, F16, BF16, I64, I32, I16, I8, U8 and BOOL.
 *
 * @errors one sentence with the byte or the tensor: empty, truncated, header no JSON, unsupported dtype, ranges that do not fit the shapes
 * @source safetensors format, version 0.4
 */
export function readSafetensors(bytes: Uint8Array, file: string): Safetensors {
  if (bytes.length < 8) {
    throw misuse(
      file,
      "a .safetensors file begins with 8 bytes of header length",
      bytes.length === 0 ? "an empty file" : `${bytes.length} bytes`,
      advice,
    );
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Number(view.getBigUint64(0, true));
  if (length > bytes.length - 8) {
    throw misuse(
      file,
      `the header length at byte 0 says ${length} bytes follow`,
      bytes.length - 8,
      "the file is truncated or no .safetensors file",
    );
  }
  let header: unknown;
  try {
    header = JSON.parse(strFromU8(bytes.subarray(8, 8 + length)));
  } catch {
    throw misuse(file, "the header at byte 8 must be JSON", undefined, "the file is damaged or no .safetensors file");
  }
  if (!isRecord(header)) throw misuse(file, "the header at byte 8 must be a JSON object", header, advice);
  const data = bytes.subarray(8 + length);
  const tensors: Record<string, Tensor> = {};
  let metadata: Record<string, string> = {};
  let covered = 0;
  for (const [name, entry] of Object.entries(header)) {
    if (name === "__metadata__") {
      if (!isRecord(entry) || Object.values(entry).some((value) => typeof value !== "string")) {
        throw misuse(`${file}, __metadata__`, "metadata must be strings by name", undefined, advice);
      }
      metadata = entry as Record<string, string>;
      continue;
    }
    const where = `${file}, tensor ${name}`;
    if (!isRecord(entry) || !isNumbers(entry.shape) || !isNumbers(entry.data_offsets) || entry.data_offsets.length !== 2) {
      throw misuse(where, "the header must give dtype, shape and two data_offsets", undefined, advice);
    }
    const type = typeof entry.dtype === "string" ? readable[entry.dtype] : undefined;
    if (type === undefined)
      throw misuse(where, `the dtype must be one of ${Object.keys(readable).join(", ")}`, entry.dtype, "convert the tensor to float64");
    const [from, to] = entry.data_offsets as [number, number];
    const count = elementCount(entry.shape);
    if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && to - from === count * type.bytes)) {
      throw misuse(
        where,
        `shape [${entry.shape.join(", ")}] of ${String(entry.dtype)} needs ${count * type.bytes} bytes`,
        to - from,
        advice,
      );
    }
    if (to > data.length)
      throw misuse(
        where,
        `its data end at byte ${8 + length + to}`,
        `a file of ${bytes.length} bytes`,
        "the file is truncated; save it again",
      );
    tensors[name] = { shape: [...entry.shape], data: decodeArray(where, data.subarray(from, to), type, true) };
    covered += to - from;
  }
  if (covered !== data.length)
    throw misuse(file, `the tensors cover ${covered} bytes of data`, data.length, "the file is damaged; save it again");
  return { tensors, metadata };
}

/**
 * A .safetensors file of F64 arrays: the same bytes for the same arrays, names and metadata, in the given order.
 *
 * @errors an array whose length is not the product of its shape
 */
export function writeSafetensors(tensors: NamedTensors, metadata: Readonly<Record<string, string>> = {}): Uint8Array {
  const header: Record<string, unknown> = {};
  if (Object.keys(metadata).length > 0) header.__metadata__ = metadata;
  let at = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    if (elementCount(shape) !== data.length) {
      throw misuse(`writeSafetensors, tensor ${name}`, `shape [${shape.join(", ")}] needs ${elementCount(shape)} numbers`, data.length);
    }
    header[name] = { dtype: "F64", shape, data_offsets: [at, at + 8 * data.length] };
    at += 8 * data.length;
  }
  const text = strToU8(JSON.stringify(header));
  // Data begin on a multiple of 8, as readers that map the file expect.
  const length = Math.ceil(text.length / 8) * 8;
  const out = new Uint8Array(8 + length + at);
  const view = new DataView(out.buffer);
  view.setBigUint64(0, BigInt(length), true);
  out.fill(0x20, 8, 8 + length);
  out.set(text, 8);
  let to = 8 + length;
  for (const { data } of Object.values(tensors)) {
    for (const value of data) {
      // One NaN for all: others differ in bits that mean nothing.
      view.setFloat64(to, Number.isNaN(value) ? Number.NaN : value, true);
      to += 8;
    }
  }
  return out;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "number");
}
