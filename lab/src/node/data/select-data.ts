import { createHash } from "node:crypto";
import { fold, misuse, type NamedTensors, nearestName, permutation, rootKey } from "@overparam/core";
import { writeSafetensors } from "../../format/safetensors.ts";
import { catalogue } from "./catalogue.ts";
import { dataFolder } from "./data-folder.ts";
import { type DataReference, parseDataReference } from "./data-reference.ts";
import { listStored, readSplit, readStored, type StoredData } from "./stored-data.ts";

/** Samples chosen from a stored data set. */
export interface SelectedData {
  /** x [n,d], every entry divided by the set's divisor, and y [n]. */
  readonly tensors: NamedTensors;
  /** `sha256:` of the .safetensors file of exactly these tensors: what a run's identity holds. */
  readonly hash: string;
  /** The classes that are there, in the order in which `index` and `signs` number them; [] for values. */
  readonly classes: readonly number[];
  readonly data: StoredData;
}

/** Largest selection in memory, in doubles: as large as a data file may be. */
const largest = 2 ** 27;

/**
 * The samples that a reference names, in the order of the draw.
 *
 * @errors one sentence: not in the data folder, a class that is not there, more samples than there are
 */
export function selectData(text: string, root: string = dataFolder()): SelectedData {
  const reference = parseDataReference(text);
  const data = storedNamed(reference.name, root);
  const split = readSplit(data, reference.split, root);
  const { classes, rows } = chooseRows(data, reference, split.y, text);
  const n = rows.length;
  const d = split.inputs;
  if (n * d > largest) {
    throw misuse(
      text,
      `at most ${largest} numbers are taken into memory`,
      n * d,
      `take fewer samples with count=${Math.floor(largest / d)}`,
    );
  }
  const x = new Float64Array(n * d);
  const y = new Float64Array(n);
  rows.forEach((row, i) => {
    for (let j = 0; j < d; j++) x[i * d + j] = (split.x[row * d + j] as number) / data.divisor;
    const label = split.y[row] as number;
    const at = classes.indexOf(label);
    y[i] = reference.labels === "plain" ? label : reference.labels === "index" ? at : 2 * at - 1;
  });
  const tensors = { x: { shape: [n, d], data: x }, y: { shape: [n], data: y } };
  return { tensors, hash: `sha256:${createHash("sha256").update(writeSafetensors(tensors)).digest("hex")}`, classes, data };
}

/** A stored data set. @errors one sentence that says how to get it */
export function storedNamed(name: string, root: string = dataFolder()): StoredData {
  const data = /^[\w.-]+$/.test(name) ? readStored(name, root) : undefined;
  if (data !== undefined) return data;
  const where = `data:${name}`;
  if (catalogue.some((known) => known.name === name)) {
    throw misuse(where, "it is not in the data folder", undefined, `run \`overparam data fetch ${name}\` first`);
  }
  const names = [...new Set([...listStored(root), ...catalogue].map((entry) => entry.name))];
  const near = nearestName(name, names);
  throw misuse(
    where,
    "there is no such data set",
    undefined,
    near === undefined ? "`overparam data list` shows what there is" : `did you mean data:${near}`,
  );
}

function chooseRows(
  data: StoredData,
  reference: DataReference,
  y: Uint8Array | Float64Array,
  text: string,
): { classes: number[]; rows: Uint32Array } {
  const present = data.kind === "classes" ? [...new Set(y)].sort((a, b) => a - b) : [];
  if (data.kind === "values" && (reference.classes !== undefined || reference.labels !== "plain")) {
    throw misuse(text, `${data.name} has values, not classes`, undefined, "leave out classes and labels");
  }
  const absent = reference.classes?.find((wanted) => !present.includes(wanted));
  if (absent !== undefined) throw misuse(text, `the classes of ${data.name} are ${present.join(", ")}`, absent);
  const classes = [...(reference.classes ?? present)];
  if (reference.labels === "signs" && classes.length !== 2) {
    throw misuse(text, "labels=signs needs two classes", classes.length, "choose two with classes=A,B");
  }
  let rows = Uint32Array.from({ length: y.length }, (_, row) => row);
  if (reference.classes !== undefined) {
    const kept = new Set(classes);
    rows = rows.filter((row) => kept.has(y[row] as number));
  }
  if (reference.count === undefined) return { classes, rows };
  if (reference.count > rows.length)
    throw misuse(text, `there are ${rows.length} such samples`, reference.count, `take count=${rows.length} or fewer`);
  const drawn = permutation(fold(rootKey("data", reference.seed), reference.name), rows.length).subarray(0, reference.count);
  return { classes, rows: Uint32Array.from(drawn, (place) => rows[place] as number) };
}
