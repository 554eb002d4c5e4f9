import { misuse, type NamedTensors, type Tensor } from "@overparam/core";
import { strFromU8, unzipSync, zipSync } from "fflate";
import { crc32 } from "./crc32.ts";
import { type NpyType, readNpy, writeNpy } from "./npy.ts";

/** Uncompressed content above this is refused, so that a small file cannot fill the memory. */
const largest = 2_147_483_648;

/**
 * The arrays of a NumPy .npz file (stored or deflated), by name.
 *
 * @errors one sentence: not a zip file, truncated, a damaged member (CRC-32), a member that is no array, more than 2 GiB
 */
export function readNpz(bytes: Uint8Array, file: string): NamedTensors {
  if (bytes.length === 0)
    throw misuse(file, "a .npz file begins with PK at byte 0", "an empty file", "write it with numpy.savez(path, W=array)");
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b) {
    throw misuse(file, "a .npz file begins with PK at byte 0", "another file type", "write it with numpy.savez(path, W=array)");
  }
  const checksums = directory(bytes, file);
  let total = 0;
  let members: Record<string, Uint8Array>;
  try {
    members = unzipSync(bytes, {
      filter: (member) => {
        total += member.originalSize;
        return total <= largest;
      },
    });
  } catch (error) {
    throw misuse(
      file,
      "the zip archive cannot be unpacked",
      error instanceof Error ? error.message : "damaged data",
      "the file is damaged; save it again",
    );
  }
  if (total > largest) throw misuse(file, "at most 2 GiB of arrays are read from one file", total, "save fewer or smaller arrays");
  const out: Record<string, Tensor> = {};
  for (const [name, checksum] of checksums) {
    const content = members[name];
    if (content === undefined || crc32(content) !== checksum) {
      throw misuse(`${file}, member ${name}`, "the content does not match its checksum", undefined, "the file is damaged; save it again");
    }
    if (!name.endsWith(".npy"))
      throw misuse(`${file}, member ${name}`, "every member must be a .npy array", undefined, "write it with numpy.savez(path, W=array)");
    out[name.slice(0, -4)] = readNpy(content, `${file}, member ${name}`);
  }
  return out;
}

/**
 * A NumPy .npz file of float64 arrays, deflated, with fixed time stamps: equal arrays give equal bytes.
 *
 * @param types element types other than float64, by name
 */
export function writeNpz(tensors: NamedTensors, types: Readonly<Record<string, NpyType>> = {}): Uint8Array {
  const members: Record<string, Uint8Array> = {};
  for (const [name, tensor] of Object.entries(tensors)) members[`${name}.npy`] = writeNpy(tensor, types[name] ?? "f8");
  // Zip time stamps are local time; these parts are what every time zone writes.
  // not a result: a constant, never the clock
  return zipSync(members, { level: 9, mtime: new Date(1980, 0, 1), os: 3 });
}

/** Name and CRC-32 of every member, from the central directory. */
function directory(bytes: Uint8Array, file: string): Map<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  while (end >= 0 && bytes.length - end < 65_558 && view.getUint32(end, true) !== 0x06054b50) end--;
  const truncated = misuse(
    file,
    "a .npz file ends with a zip directory",
    `${bytes.length} bytes without one`,
    "the file is truncated; save it again",
  );
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw truncated;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const out = new Map<string, number>();
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw truncated;
    const nameLength = view.getUint16(at + 28, true);
    out.set(strFromU8(bytes.subarray(at + 46, at + 46 + nameLength)), view.getUint32(at + 16, true));
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return out;
}
