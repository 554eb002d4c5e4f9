import { misuse, type NamedTensors } from "@overparam/core";
import { csvInputs } from "./csv.ts";
import { readNpy } from "./npy.ts";
import { readNpz } from "./npz.ts";
import { readSafetensors } from "./safetensors.ts";

/**
 * The named arrays of a file, by the ending of its name.
 *
 * | ending         | names                                                     |
 * |----------------|-----------------------------------------------------------|
 * | `.npz`         | as saved                                                  |
 * | `.safetensors` | as saved                                                  |
 * | `.npy`         | `W`: a teacher's weights                                  |
 * | `.csv`         | `x` [n,d] and `y` [n], see {@link csvInputs}              |
 *
 * @errors one sentence that names the file and the byte, line or tensor
 */
export function readTensors(bytes: Uint8Array, file: string): NamedTensors {
  const ending = /\.[a-z0-9]+$/i.exec(file)?.[0].toLowerCase();
  switch (ending) {
    case ".npz":
      return readNpz(bytes, file);
    case ".safetensors":
      return readSafetensors(bytes, file).tensors;
    case ".npy":
      return { W: readNpy(bytes, file) };
    case ".csv":
      return csvInputs(bytes, file);
    default:
      throw misuse(
        file,
        "the file's name must end in .npz, .safetensors, .npy or .csv",
        ending ?? "no ending",
        "save it in one of these formats",
      );
  }
}
