import { misuse } from "@overparam/core";

/** Bytes of an image: three planes (red, green, blue) of 32 × 32. */
export const cifarPixels = 3072;
const record = 1 + cifarPixels;

/** Labels [n] and images [n, 3·32·32] of a CIFAR-10 binary batch. */
export interface CifarBatch {
  readonly labels: Uint8Array;
  readonly images: Uint8Array;
}

/**
 * A batch of the CIFAR-10 binary version: a label byte and 3,072 pixel bytes a record.
 *
 * @errors one sentence: not a whole number of records, a label above 9
 * @source Krizhevsky 2009, "Learning multiple layers of features from tiny images"; the layout of its binary version
 */
export function readCifar(bytes: Uint8Array, file: string): CifarBatch {
  const count = bytes.length / record;
  if (!(Number.isInteger(count) && count > 0)) {
    throw misuse(
      file,
      `a CIFAR-10 binary batch has ${record} bytes a record`,
      `${bytes.length} bytes`,
      "the file is truncated; get it again",
    );
  }
  const labels = new Uint8Array(count);
  const images = new Uint8Array(count * cifarPixels);
  for (let i = 0; i < count; i++) {
    const label = bytes[i * record] ?? 0;
    if (label > 9)
      throw misuse(
        `${file}, record ${i}`,
        "a CIFAR-10 label is from 0 to 9",
        label,
        "CIFAR-100 is not read; convert it to .npz with x and y",
      );
    labels[i] = label;
    images.set(bytes.subarray(i * record + 1, (i + 1) * record), i * cifarPixels);
  }
  return { labels, images };
}

/** The bytes of a batch; the inverse of {@link readCifar}. */
export function writeCifar({ labels, images }: CifarBatch): Uint8Array {
  const out = new Uint8Array(labels.length * record);
  for (let i = 0; i < labels.length; i++) {
    out[i * record] = labels[i] ?? 0;
    out.set(images.subarray(i * cifarPixels, (i + 1) * cifarPixels), i * record + 1);
  }
  return out;
}
