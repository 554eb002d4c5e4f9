import { decode } from "fast-png";
import { misuse } from "@overparam/core";
import { cifarPixels } from "../../format/cifar.ts";
import type { DataSplit, DataSplits } from "./data-split.ts";

const side = 1024;

/**
 * CIFAR-10 of lossless PNG sheets: one image a row, its 1,024 pixels in order, red, green and blue; labels as JSON lists.
 *
 * Images come out as three planes, as in the binary version.
 */
export function cifarSheets(files: ReadonlyMap<string, Uint8Array>): DataSplits {
  const file = (name: string): Uint8Array => {
    const bytes = files.get(name);
    if (bytes === undefined) throw misuse("CIFAR-10 sheets", "a file is missing", name);
    return bytes;
  };
  const split = (sheets: readonly string[], labels: string): DataSplit => {
    const y = Uint8Array.from(JSON.parse(new TextDecoder().decode(file(labels))) as number[]);
    const x = new Uint8Array(y.length * cifarPixels);
    let at = 0;
    for (const name of sheets) {
      const { width, height, channels, data } = decode(file(name));
      if (width !== side || channels !== 3) throw misuse(name, "a sheet has rows of 1024 RGB pixels", `${width} × ${channels}`);
      for (let row = 0; row < height; row++) {
        for (let pixel = 0; pixel < side; pixel++) {
          for (let channel = 0; channel < 3; channel++) x[at + channel * side + pixel] = data[(row * side + pixel) * 3 + channel] as number;
        }
        at += cifarPixels;
      }
    }
    if (at !== x.length) throw misuse(labels, `${at / cifarPixels} images need as many labels`, y.length);
    return { samples: y.length, inputs: cifarPixels, x, y };
  };
  const parts = [1, 2, 3, 4, 5].map((part) => `data_batch_${part}.png`);
  return { train: split(parts, "train_lables.json"), test: split(["test_batch.png"], "test_lables.json") };
}
