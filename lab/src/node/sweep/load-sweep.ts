import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Assets, Misuse, type NamedTensors, type Study } from "@overparam/core";
import { parseSweep } from "../../sweep/parse-sweep.ts";
import type { SweepAxis, SweepFile } from "../../sweep/sweep-file.ts";
import type { SweepSource } from "../../sweep/sweep-source.ts";
import { loadAsset } from "../asset/load-asset.ts";
import { assetKeys, type ResolvedFiles } from "../asset/resolve-files.ts";
import { isDataReference } from "../data/data-reference.ts";
import { guardFiles } from "../file/guard-files.ts";

/** A sweep whose files are read. */
export interface LoadedSweep {
  readonly source: SweepSource;
  readonly assets: Assets;
  readonly files: ResolvedFiles["files"];
}

/** Reads a sweep file. @errors one sentence with file:line:column and a caret */
export function readSweepFile(path: string): SweepSource {
  return parseSweep(
    guardFiles(path, () => readFileSync(path, "utf8"), "name the sweep's YAML file"),
    path,
  );
}

/**
 * Reads the files that a sweep names, in its config and in the lists of its axes, and puts the hashes of their content in their place.
 *
 * @param beside the folder that paths are relative to
 * @errors in the words of the source
 */
export function loadSweepFiles(source: SweepSource, study: Study, beside: string): LoadedSweep {
  const assets = new Map<string, NamedTensors>();
  const files: { key: string; asset: string; path: string; hash: string }[] = [];
  const kinds = new Map(assetKeys(study).map(({ key, asset }) => [key, asset]));
  const load = (key: string, value: unknown, path: readonly PropertyKey[]): unknown => {
    const asset = kinds.get(key);
    if (asset === undefined || typeof value !== "string") return value;
    const named = isDataReference(value) ? value : resolve(beside, value);
    try {
      const { hash, tensors } = loadAsset(named);
      assets.set(hash, tensors);
      files.push({ key, asset, path: named, hash });
      return hash;
    } catch (error) {
      throw error instanceof Misuse ? source.fault(path, error.wanted, error.got ?? named, error.advice) : error;
    }
  };
  const axis = (each: SweepAxis, path: readonly PropertyKey[]): SweepAxis =>
    each.list === undefined
      ? each
      : { ...each, list: each.list.map((value, k) => load(each.setting, value, [...path, "list", k]) as typeof value) };
  const file: SweepFile = {
    ...source.file,
    config: Object.fromEntries(Object.entries(source.file.config).map(([key, value]) => [key, load(key, value, ["config", key])])),
    axes: source.file.axes.map((entry, at) =>
      "zip" in entry ? { zip: entry.zip.map((each, k) => axis(each, ["axes", at, "zip", k])) } : axis(entry, ["axes", at]),
    ),
  };
  return { source: { ...source, file }, assets, files };
}
