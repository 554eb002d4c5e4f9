import { misuse, type NamedTensors } from "@overparam/core";
import { csvInputs } from "./csv.ts";
import { readDot } from "./graph/dot.ts";
import { isEdgeList, readEdgeList } from "./graph/edge-list.ts";
import { readGraphml } from "./graph/graphml.ts";
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
 * | `.csv`         | `x` [n,d] and `y` [n], see {@link csvInputs}; a graph where the header names source and target |
 * | `.graphml`     | a graph: `edges` [E,2] and more, see `graphTensors`        |
 * | `.dot`, `.gv`  | the same                                                  |
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
      return isEdgeList(bytes) ? readEdgeList(bytes, file) : csvInputs(bytes, file);
    case ".graphml":
      return readGraphml(bytes, file);
    case ".dot":
    case ".gv":
      return readDot(bytes, file);
    default:
      throw misuse(
        file,
        "the file's name must end in .npz, .safetensors, .npy or .csv, for graphs in .csv, .graphml, .dot or .gv",
        ending ?? "no ending",
        "save it in one of these formats",
      );
  }
}
