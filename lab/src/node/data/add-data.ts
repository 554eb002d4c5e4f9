import { readFileSync, statSync } from "node:fs";
import { basename } from "node:path";
import { misuse } from "@overparam/core";
import { guardFiles } from "../file/guard-files.ts";
import { assembleSplits } from "./assemble-splits.ts";
import { catalogue } from "./catalogue.ts";
import { dataFolder } from "./data-folder.ts";
import { isKnown, storeKnown } from "./fetch-data.ts";
import { storeData, type StoredData } from "./stored-data.ts";

/** Files to make a data set of. */
export interface AddOrder {
  readonly files: readonly string[];
  /** By default the first file's name without its ending; a data set of the catalogue keeps its own. */
  readonly name?: string;
  readonly root?: string;
}

/**
 * Makes a data set of files: idx, CIFAR-10 binary, .npy, .npz or .csv, gzipped or not.
 *
 * Files whose samples are those of a catalogue's entry become that entry, whatever they are called.
 *
 * @errors one sentence that names the file; a name that is taken by the catalogue
 */
export function addData(order: AddOrder): StoredData {
  const root = order.root ?? dataFolder();
  const files = order.files.map((path) => ({
    name: path,
    bytes: guardFiles(path, () => {
      if (statSync(path).isDirectory()) throw misuse(path, "data files are needed", "a folder", "name the files themselves");
      return readFileSync(path);
    }),
  }));
  const splits = assembleSplits(files);
  const source = `files ${order.files.map((path) => basename(path)).join(", ")}`;
  const known = catalogue.find((entry) => isKnown(entry, splits));
  if (known !== undefined && (order.name === undefined || order.name === known.name)) return storeKnown(known, splits, source, root);
  const name = order.name ?? (basename(order.files[0] ?? "").split(".")[0] ?? "").toLowerCase();
  if (!/^[a-z0-9][a-z0-9._-]*$/.test(name))
    throw misuse("data add", "a name has small letters, digits, - and _", name, "give one with --name NAME");
  const taken = catalogue.find((entry) => entry.name === name);
  if (taken !== undefined) {
    throw misuse(
      "data add",
      `the samples must be those of ${name}, ${taken.files.map((file) => file.name).join(", ")}`,
      "others",
      `give your own data another name with --name NAME, or compare with \`overparam data show ${name}\``,
    );
  }
  const { train } = splits;
  const classes = train.y instanceof Uint8Array && new Set(train.y).size <= Math.min(100, train.samples / 2);
  return storeData(
    {
      name,
      title: `${train.samples} samples from ${basename(order.files[0] ?? "")}`,
      kind: classes ? "classes" : "values",
      shape: [train.inputs],
      divisor: train.x instanceof Uint8Array ? Math.max(1, largest(train.x)) : 1,
      licence: "as you got them",
      citation: "",
      source,
    },
    splits,
    root,
  );
}

function largest(bytes: Uint8Array): number {
  return bytes.reduce((most, byte) => Math.max(most, byte), 0);
}
