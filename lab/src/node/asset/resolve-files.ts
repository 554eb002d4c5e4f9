import { resolve } from "node:path";
import { type Assets, jsonSchema, misuse, type NamedTensors, type Study } from "@overparam/core";
import { isDataReference } from "../data/data-reference.ts";
import { loadAsset } from "./load-asset.ts";

/** A config whose files are read. */
export interface ResolvedFiles {
  /** The same config with `sha256:…` in place of each path. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly assets: Assets;
  readonly files: readonly { readonly key: string; readonly asset: string; readonly path: string; readonly hash: string }[];
}

/** The config keys of a study that name a file, with what kind of file it is. */
export function assetKeys(study: Study): readonly { readonly key: string; readonly asset: string }[] {
  const { properties } = jsonSchema(study.config) as { readonly properties?: Readonly<Record<string, { readonly asset?: unknown }>> };
  return Object.entries(properties ?? {}).flatMap(([key, { asset }]) => (typeof asset === "string" ? [{ key, asset }] : []));
}

/**
 * Reads the files that a config names and puts the hash of their content in their place, so that a run's identity does not know paths.
 *
 * @param known content that is at hand already, by hash
 * @errors one sentence naming the config key and the file
 */
export function resolveFiles(study: Study, config: Readonly<Record<string, unknown>>, known: Assets = new Map()): ResolvedFiles {
  const resolved: Record<string, unknown> = { ...config };
  const assets = new Map<string, NamedTensors>();
  const files: { key: string; asset: string; path: string; hash: string }[] = [];
  for (const { key, asset } of assetKeys(study)) {
    const value = config[key];
    if (value === undefined || value === null) continue;
    if (typeof value !== "string") throw misuse(`${study.id}, ${key}`, `it must be the path of the ${asset} file`, value);
    if (value.startsWith("sha256:")) {
      const tensors = known.get(value);
      if (tensors === undefined) {
        throw misuse(
          `${study.id}, ${key}`,
          `the ${asset} file with ${value.slice(0, 19)}… is needed`,
          undefined,
          `give it with --${asset} FILE`,
        );
      }
      assets.set(value, tensors);
      continue;
    }
    const { hash, tensors } = loadAsset(value);
    resolved[key] = hash;
    assets.set(hash, tensors);
    files.push({ key, asset, path: isDataReference(value) ? value : resolve(value), hash });
  }
  return { config: resolved, assets, files };
}
