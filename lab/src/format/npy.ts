import { misuse, type Tensor } from "@overparam/core";
import { strFromU8, strToU8 } from "fflate";
import { decodeArray } from "./decode-array.ts";
import { elementCount } from "./element-count.ts";
import { type ScalarType, scalarTypes } from "./scalar-type.ts";

/** How {@link writeNpy} stores elements: `f8` float64 (exact), `f4` float32 (rounded), `u1` bytes (values must be whole, 0–255). */
export type NpyType = "f8" | "f4" | "u1";

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const readable: Readonly<Record<string, ScalarType>> = {
  f8: scalarTypes.f64,
  f4: scalarTypes.f32,
  f2: scalarTypes.f16,
  i8: scalarTypes.i64,
  i4: scalarTypes.i32,
  i2: scalarTypes.i16,
  i1: scalarTypes.i8,
  u8: scalarTypes.u64,
  u4: scalarTypes.u32,
  u2: scalarTypes.u16,
  u1: scalarTypes.u8,
  b1: scalarTypes.u8,
};

/**
 * One array of a NumPy .npy file (format 1.0, 2.0 or 3.0), row-major, as Float64.
 *
 * Reads float16/32/64, integers up to 64 bits and booleans, either byte order; Fortran order is transposed.
 *
 * @errors one sentence with the byte: not a .npy file, unreadable header, unsupported dtype, too few or too many bytes
 * @source NumPy Enhancement Proposal 1
 */
export function readNpy(bytes: Uint8Array, file: string): Tensor {
  if (bytes.length < 10 || magic.some((byte, i) => bytes[i] !== byte)) {
    const came = bytes.length === 0 ? "an empty file" : bytes.length < 10 ? `a file of ${bytes.length} bytes` : "another file type";
    throw misuse(file, "a .npy file begins with \\x93NUMPY at byte 0", came, "write it with numpy.save(path, array)");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const major = bytes[6] ?? 0;
  if (major < 1 || major > 3)
    throw misuse(file, "the format version at byte 6 must be 1, 2 or 3", major, "write it with numpy.save(path, array)");
  const start = major === 1 ? 10 : 12;
  const length = major === 1 ? view.getUint16(8, true) : bytes.length >= 12 ? view.getUint32(8, true) : Number.POSITIVE_INFINITY;
  if (start + length > bytes.length) {
    throw misuse(
      file,
      `the header at byte ${start} should have ${length} bytes`,
      bytes.length - start,
      "the file is truncated; save it again",
    );
  }
  const { descr, fortran, shape } = parseHeader(strFromU8(bytes.subarray(start, start + length), true), file, start);
  const order = descr.charAt(0);
  const type = readable[descr.slice(1)];
  if (type === undefined || !"<>|=".includes(order)) {
    throw misuse(file, "the dtype must be a real number type (float, integer or boolean)", descr, "convert it with array.astype('<f8')");
  }
  const count = elementCount(shape);
  const data = bytes.subarray(start + length);
  if (Number.isNaN(count) || data.length !== count * type.bytes) {
    const wanted = Number.isNaN(count)
      ? `shape (${shape.join(", ")}) is not a possible one`
      : `shape (${shape.join(", ")}) needs ${count * type.bytes} bytes of data from byte ${start + length}`;
    throw misuse(
      file,
      wanted,
      data.length,
      data.length < count * type.bytes ? "the file is truncated; save it again" : "save the array again",
    );
  }
  const values = decodeArray(file, data, type, order !== ">");
  return { shape, data: fortran && shape.length > 1 ? transposed(values, shape) : values };
}

/**
 * A NumPy .npy file (format 1.0, little-endian, row-major), byte-identical to what numpy.save writes for the same array.
 *
 * @errors an array whose length is not the product of its shape; a value that `u1` cannot hold
 * @source NumPy Enhancement Proposal 1
 */
export function writeNpy(tensor: Tensor, type: NpyType = "f8"): Uint8Array {
  const count = elementCount(tensor.shape);
  if (count !== tensor.data.length) {
    throw misuse("writeNpy", `shape (${tensor.shape.join(", ")}) needs ${count} numbers`, tensor.data.length);
  }
  const head = npyHeader(tensor.shape, type);
  const size = type === "f8" ? 8 : type === "f4" ? 4 : 1;
  const out = new Uint8Array(head.length + count * size);
  const view = new DataView(out.buffer);
  out.set(head);
  let at = head.length;
  for (const value of tensor.data) {
    if (type === "f8") view.setFloat64(at, value, true);
    else if (type === "f4") view.setFloat32(at, value, true);
    else {
      if (!(Number.isInteger(value) && value >= 0 && value <= 255))
        throw misuse("writeNpy", "u1 holds whole numbers from 0 to 255", value, "use f8");
      view.setUint8(at, value);
    }
    at += size;
  }
  return out;
}

/** What a .npy file holds before its elements, format 1.0. */
export function npyHeader(shape: readonly number[], type: NpyType): Uint8Array {
  const extents = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(", ")})`;
  const descr = type === "u1" ? "|u1" : `<${type}`;
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${extents}, }`;
  // Total header length is a multiple of 64, filled with spaces and closed by a newline.
  const padded = `${text}${" ".repeat((64 - ((10 + text.length + 1) % 64)) % 64)}\n`;
  const out = new Uint8Array(10 + padded.length);
  out.set(magic);
  out[6] = 1;
  new DataView(out.buffer).setUint16(8, padded.length, true);
  out.set(strToU8(padded, true), 10);
  return out;
}

function parseHeader(text: string, file: string, at: number): { descr: string; fortran: boolean; shape: number[] } {
  const descr = /'descr'\s*:\s*'([^']*)'/.exec(text)?.[1] ?? (/'descr'\s*:\s*\[/.test(text) ? "a structured dtype" : undefined);
  const fortran = /'fortran_order'\s*:\s*(True|False)/.exec(text)?.[1];
  const shape = /'shape'\s*:\s*\(([\d\s,L]*)\)/.exec(text)?.[1];
  if (descr === undefined || fortran === undefined || shape === undefined) {
    throw misuse(
      file,
      `the header at byte ${at} must be a dictionary of descr, fortran_order and shape`,
      text.trim().slice(0, 60),
      "write it with numpy.save(path, array)",
    );
  }
  const lengths = shape
    .replaceAll("L", "")
    .split(",")
    .filter((part) => part.trim() !== "");
  return { descr, fortran: fortran === "True", shape: lengths.map(Number) };
}

/** Column-major to row-major. */
function transposed(values: Float64Array, shape: readonly number[]): Float64Array {
  const out = new Float64Array(values.length);
  const index = new Array<number>(shape.length).fill(0);
  for (let row = 0; row < values.length; row++) {
    let from = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) from = from * (shape[axis] ?? 1) + (index[axis] ?? 0);
    out[row] = values[from] ?? Number.NaN;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      index[axis] = (index[axis] ?? 0) + 1;
      if ((index[axis] ?? 0) < (shape[axis] ?? 0)) break;
      index[axis] = 0;
    }
  }
  return out;
}
