import { type Assets, misuse, nearestName, resolveConfig, type Study } from "@overparam/core";
import { assetKeys, isDataReference, resolveFiles } from "@overparam/lab/node";
import { CommandLine } from "../faults/command-line.ts";
import type { ConfigFile } from "./config-file.ts";
import { sameStudy } from "./same-study.ts";
import { applySet, type Partial } from "./set.ts";

/** A config ready to run: complete, every file replaced by the hash of its content. */
export interface Settled {
  readonly config: Readonly<Record<string, unknown>>;
  readonly assets: Assets;
  /** Where the files were, for a later resume. */
  readonly files: readonly { readonly key: string; readonly asset: string; readonly path: string; readonly hash: string }[];
  /** What the person changed, as they would type it again. */
  readonly changes: readonly string[];
}

interface Wishes {
  readonly preset?: string;
  readonly set: readonly string[];
  readonly scale?: string;
  readonly teacher?: string;
  readonly inputs?: string;
  readonly graph?: string;
}

/**
 * Makes one config of the standard values, the preset, the file, `--set` and the named options, in this order: the later wins.
 *
 * @throws Misuse naming the setting, with its place in the file where it is from there
 */
export function settle(study: Study, wishes: Wishes, file: ConfigFile | undefined): Settled {
  const partial: Partial = {};
  const changes: string[] = [];
  if (wishes.preset !== undefined) {
    Object.assign(partial, pickPreset(study, wishes.preset));
    changes.push(`--preset ${wishes.preset}`);
  }
  if (file !== undefined) {
    sameStudy(file, study.id);
    Object.assign(partial, file.config);
    for (const kind of ["teacher", "inputs", "graph"] as const) {
      const field = assetField(study, kind);
      const value = field === undefined ? undefined : partial[field];
      if (field !== undefined && typeof value === "string" && !value.startsWith("sha256:") && !isDataReference(value))
        partial[field] = file.relative(value);
    }
    changes.push(`--config ${quoted(file.path)}`);
  }
  for (const assignment of wishes.set) {
    applySet(study, partial, assignment);
    changes.push(`--set ${quoted(assignment)}`);
  }
  if (wishes.scale !== undefined) {
    partial.scale = wishes.scale;
    changes.push(`--scale ${wishes.scale}`);
  }
  for (const kind of ["teacher", "inputs", "graph"] as const) {
    const path = wishes[kind];
    if (path === undefined) continue;
    const field = assetField(study, kind);
    if (field === undefined) {
      throw misuse(
        study.id,
        `it takes no ${kind} file`,
        undefined,
        `leave out --${kind}; \`overparam show ${study.id}\` lists its settings`,
      );
    }
    partial[field] = path;
    changes.push(`--${kind} ${quoted(path)}`);
  }
  let config: Readonly<Record<string, unknown>>;
  try {
    config = resolveConfig(study, partial) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw located(error, study, partial, wishes, file);
  }
  const resolved = resolveFiles(study, config);
  return { ...resolved, changes };
}

/** The setting of a study that names a file of this kind. */
function assetField(study: Study, kind: "teacher" | "inputs" | "graph"): string | undefined {
  return assetKeys(study).find(({ asset }) => asset === kind)?.key;
}

function pickPreset(study: Study, id: string): Partial {
  const preset = study.presets.find((each) => each.id === id);
  if (preset !== undefined) return { ...preset.config };
  const ids = study.presets.map((each) => each.id);
  const near = nearestName(id, ids);
  throw misuse(
    study.id,
    "there is no such preset",
    id,
    near === undefined ? `the presets are ${ids.join(", ") || "none"}` : `did you mean ${near}`,
  );
}

/** Puts the place in the file before the sentence, where the refused setting is from the file and not from a flag. */
function located(error: unknown, study: Study, partial: Partial, wishes: Wishes, file: ConfigFile | undefined): unknown {
  if (file === undefined || !(error instanceof Error) || error.name !== "Misuse") return error;
  const issue = study.config.safeParse(partial).error?.issues[0];
  const keys = issue?.code === "unrecognized_keys" ? [issue.keys[0] ?? ""] : [];
  const path = issue === undefined ? [] : [...issue.path, ...keys];
  const fromFlag = wishes.set.some((assignment) => assignment.split(/[=.]/, 1)[0]?.trim() === String(path[0]));
  const place = path.length === 0 || fromFlag ? undefined : file.locate(path);
  return place === undefined ? error : new CommandLine(`${place.where}: ${error.message}\n${place.frame}`);
}

/** A word as a shell takes it. */
export function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
