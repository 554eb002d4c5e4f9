import { describe, expect, it } from "vitest";
import { readCifar, writeCifar } from "../../src/format/cifar.ts";

const batch = (labels: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(labels.length * 3073);
  labels.forEach((label, i) => {
    bytes[i * 3073] = label;
    for (let k = 0; k < 3072; k++) bytes[i * 3073 + 1 + k] = (i * 31 + k) % 251;
  });
  return bytes;
};

describe("CIFAR-10 binary batches", () => {
  it("come apart into labels and images, and together again", () => {
    const bytes = batch([6, 9, 0]);
    const { labels, images } = readCifar(bytes, "data_batch_1.bin");
    expect(labels).toEqual(Uint8Array.of(6, 9, 0));
    expect(images.length).toBe(3 * 3072);
    expect(images[3072]).toBe(31);
    expect(writeCifar({ labels, images })).toEqual(bytes);
  });
  it.each<[string, Uint8Array, RegExp]>([
    ["empty", new Uint8Array(0), /3073 bytes a record; got "0 bytes"/],
    ["cut off", batch([1, 2]).subarray(0, 6000), /3073 bytes a record; got "6000 bytes"/],
    ["of 100 classes", batch([1, 10]), /data_batch_1.bin, record 1: a CIFAR-10 label is from 0 to 9; got 10/],
  ])("that are %s are refused in one sentence", (_, bytes, says) => {
    expect(() => readCifar(bytes, "data_batch_1.bin")).toThrow(says);
  });
});
