import { misuse } from "@overparam/core";

/** An array of bytes with its shape, as image collections hold it. */
export interface ByteArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/**
 * The array of an idx file of unsigned bytes: two zero bytes, 0x08, the number of axes, their lengths (32 bit, big-endian), the bytes.
 *
 * @errors one sentence: not an idx file, another element type, truncated or too long
 * @source LeCun, Cortes, Burges, the MNIST database, "The IDX file format"
 */
export function readIdx(bytes: Uint8Array, file: string): ByteArray {
  if (!isIdx(bytes)) {
    throw misuse(file, "an idx file of bytes begins with 00 00 08", head(bytes), "unpack it first, or convert it to .npz with x and y");
  }
  const axes = bytes[3] ?? 0;
  const start = 4 + 4 * axes;
  if (axes === 0 || bytes.length < start) throw misuse(file, "an idx file gives the length of each axis", `${bytes.length} bytes`, advice);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: axes }, (_, axis) => view.getUint32(4 + 4 * axis));
  const count = shape.reduce((product, length) => product * length, 1);
  if (bytes.length !== start + count) {
    throw misuse(file, `shape [${shape.join(", ")}] needs ${count} bytes of data from byte ${start}`, bytes.length - start, advice);
  }
  return { shape, data: bytes.subarray(start) };
}

/** Does this begin as an idx file of bytes does? */
export function isIdx(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0x08;
}

const advice = "the file is truncated; get it again";

function head(bytes: Uint8Array): string {
  if (bytes.length === 0) return "an empty file";
  return Array.from(bytes.subarray(0, 3), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
