/**
 * Codecs of the files that runs are exchanged in; the same code on every host.
 *
 * @module
 */
export { csvInputs, readCsv, writeCsv } from "./csv.ts";
export { type NpyType, readNpy, writeNpy } from "./npy.ts";
export { readNpz, writeNpz } from "./npz.ts";
export { type OnnxNetwork, writeOnnx } from "./onnx.ts";
export { readParquet, writeParquet } from "./parquet.ts";
export { readTensors } from "./read-tensors.ts";
export { readSafetensors, type Safetensors, writeSafetensors } from "./safetensors.ts";
export type { Column, Table } from "./table.ts";
export { tableInputs } from "./table-inputs.ts";
