import { misuse } from "@overparam/core";
import { halfToNumber } from "./half.ts";

/** How one element of a binary array is stored. */
export interface ScalarType {
  readonly bytes: number;
  read(view: DataView, at: number, little: boolean): number;
}

/** Element types that array files may hold; everything is read as Float64, exactly. */
export const scalarTypes = {
  f64: { bytes: 8, read: (view, at, little) => view.getFloat64(at, little) },
  f32: { bytes: 4, read: (view, at, little) => view.getFloat32(at, little) },
  f16: { bytes: 2, read: (view, at, little) => halfToNumber(view.getUint16(at, little)) },
  bf16: { bytes: 2, read: readBrainFloat },
  i64: { bytes: 8, read: (view, at, little) => exact(view.getBigInt64(at, little), at) },
  u64: { bytes: 8, read: (view, at, little) => exact(view.getBigUint64(at, little), at) },
  i32: { bytes: 4, read: (view, at, little) => view.getInt32(at, little) },
  u32: { bytes: 4, read: (view, at, little) => view.getUint32(at, little) },
  i16: { bytes: 2, read: (view, at, little) => view.getInt16(at, little) },
  u16: { bytes: 2, read: (view, at, little) => view.getUint16(at, little) },
  i8: { bytes: 1, read: (view, at) => view.getInt8(at) },
  u8: { bytes: 1, read: (view, at) => view.getUint8(at) },
} as const satisfies Record<string, ScalarType>;

function readBrainFloat(view: DataView, at: number, little: boolean): number {
  // bfloat16 is the upper half of a float32.
  const scratch = new DataView(new ArrayBuffer(4));
  scratch.setUint16(0, view.getUint16(at, little));
  return scratch.getFloat32(0);
}

function exact(value: bigint, at: number): number {
  const number = Number(value);
  if (BigInt(number) !== value) {
    throw misuse(
      `the 64-bit integer at data byte ${at}`,
      "integers must be at most 2^53 in size to be read exactly",
      `${value}`,
      "save it as float64",
    );
  }
  return number;
}
