import { type FieldMeta, resolveConfig, type Study } from "@overparam/core";

/** What a run or a verification was asked: enough to do it again. */
export interface Asked {
  readonly kind: "run" | "verification" | "experiment";
  /** Which one of the study's experiments. */
  readonly experiment?: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly backend: string;
}

/** The command that does it again: the settings that differ from the study's defaults, the seed and the backend. */
export function replayCommand(study: Study, asked: Asked): string {
  const words = ["overparam", asked.kind === "verification" ? "verify" : "run", study.id];
  if (asked.experiment !== undefined) words.push("--experiment", asked.experiment);
  for (const [name, value] of changed(study, asked.config)) {
    const asset = assetOf(study, name);
    if (asset !== undefined) words.push(`--${asset}`, "FILE");
    else if (name === "scale") words.push("--scale", String(value));
    else words.push("--set", quoted(`${name}=${typeof value === "string" ? value : JSON.stringify(value)}`));
  }
  return [...words, "--seed", String(asked.seed), "--backend", asked.backend].join(" ");
}

/** The same as a YAML file for `--config`; every setting is written, so it stays the same when defaults change. */
export function replayYaml(study: Study, asked: Asked): string {
  const lines = [`study: ${study.id}`, `seed: ${asked.seed}`, `backend: ${asked.backend}`, "config:"];
  for (const [name, value] of Object.entries(asked.config)) {
    if (value === undefined) continue;
    // A hash is no path: the file with this content has to be named again.
    const asset = assetOf(study, name) !== undefined && typeof value === "string" && value.startsWith("sha256:");
    lines.push(asset ? `  # ${name}: FILE  (content ${value})` : `  ${name}: ${JSON.stringify(value)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** The settings that differ from the study's defaults, in the study's order. */
export function changed(study: Study, config: Readonly<Record<string, unknown>>): [string, unknown][] {
  const defaults = resolveConfig(study, {}) as Readonly<Record<string, unknown>>;
  return Object.entries(config).filter(([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(defaults[name]));
}

function assetOf(study: Study, name: string): string | undefined {
  return (study.config.shape[name]?.meta() as FieldMeta | undefined)?.asset;
}

function quoted(word: string): string {
  return /^[A-Za-z0-9_.=+,:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
