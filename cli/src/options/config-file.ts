import { readFileSync } from "node:fs";
import { isAbsolute, join, dirname } from "node:path";
import { isMap, isNode, isPair, LineCounter, type Node, type Pair, parseDocument } from "yaml";
import { CommandLine } from "../faults/command-line.ts";
import type { Partial } from "./set.ts";

/** A YAML file of settings, with the way back from a setting to its place in the file. */
export interface ConfigFile {
  readonly path: string;
  /** What may stand beside the settings. */
  readonly study?: string;
  readonly seed?: number;
  readonly backend?: string;
  /** Folders to look for studies in, relative to the file. */
  readonly studies: readonly string[];
  readonly config: Partial;
  /** `file:line:column` and the line with a caret, for a setting of the file; undefined for one that is not in it. */
  locate(path: readonly PropertyKey[]): { readonly where: string; readonly frame: string } | undefined;
  /** A path in the file, relative to the file's folder. */
  relative(path: string): string;
}

const beside = ["study", "seed", "backend", "studies", "config"];

/**
 * Reads a file that holds either the settings themselves, or `config:` with the settings and beside it study, seed, backend and studies.
 *
 * @throws CommandLine with file:line:column and a caret where the YAML is broken
 */
export function readConfigFile(path: string): ConfigFile {
  const text = readFileSync(path, "utf8");
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, prettyErrors: false, strict: true });
  const place = (offset: number): { where: string; frame: string } => {
    const { line, col } = lineCounter.linePos(offset);
    const source = text.split("\n")[line - 1]?.replaceAll("\t", " ") ?? "";
    const margin = `  ${line} | `;
    return { where: `${path}:${line}:${col}`, frame: `${margin}${source}\n${" ".repeat(margin.length + col - 1)}^` };
  };
  const trouble = document.errors[0];
  if (trouble !== undefined) {
    const { where, frame } = place(trouble.pos[0]);
    throw new CommandLine(`${where}: this is not YAML: ${lower(trouble.message.replace(/[.\s]*$/, ""))}.\n${frame}`);
  }
  const root = document.contents;
  if (root !== null && !isMap(root)) {
    throw new CommandLine(`${path}:1:1: settings are written as lines of \`name: value\`; this file holds something else.`);
  }
  const whole = (document.toJS() ?? {}) as Partial;
  const enveloped = isRecord(whole.config);
  if (enveloped) {
    const stranger = Object.keys(whole).find((key) => !beside.includes(key));
    if (stranger !== undefined) {
      const { where, frame } = place(offsetOf(root, [stranger]) ?? 0);
      throw new CommandLine(
        `${where}: ${JSON.stringify(stranger)} is not known beside config; there may be ${beside.join(", ")}.\n${frame}`,
      );
    }
  }
  const prefix = enveloped ? ["config"] : [];
  const inFile = (key: string, wanted: string, accept: (value: unknown) => boolean): unknown => {
    const value = enveloped ? whole[key] : undefined;
    if (value === undefined || accept(value)) return value;
    const { where, frame } = place(offsetOf(root, [key]) ?? 0);
    throw new CommandLine(`${where}: ${key} must be ${wanted}.\n${frame}`);
  };
  const study = inFile("study", "a study's key", (value) => typeof value === "string");
  const seed = inFile("seed", "a whole number from 0 on", (value) => Number.isSafeInteger(value) && (value as number) >= 0);
  const backend = inFile("backend", "auto, avx512, avx2, generic or wasm", (value) => typeof value === "string");
  const studies = inFile(
    "studies",
    "a list of folders",
    (value) => Array.isArray(value) && value.every((each) => typeof each === "string"),
  );
  const relative = (name: string): string => (isAbsolute(name) ? name : join(dirname(path), name));
  return {
    path,
    ...(study === undefined ? {} : { study: study as string }),
    ...(seed === undefined ? {} : { seed: seed as number }),
    ...(backend === undefined ? {} : { backend: backend as string }),
    studies: ((studies ?? []) as string[]).map(relative),
    config: enveloped ? (whole.config as Partial) : whole,
    locate(at) {
      const offset = offsetOf(root, [...prefix, ...at]);
      return offset === undefined ? undefined : place(offset);
    },
    relative,
  };
}

/** Where a key's value begins; for a path that ends in a key that is no setting, where that key is. */
function offsetOf(root: Node | null, path: readonly PropertyKey[]): number | undefined {
  let node: unknown = root;
  let offset: number | undefined;
  for (const step of path) {
    if (!isMap(node)) return offset;
    const pair: Pair | undefined = node.items.find((item) => isPair(item) && String(item.key) === String(step));
    if (pair === undefined) return offset;
    const key = pair.key;
    const value = pair.value;
    offset = isNode(key) ? key.range?.[0] : undefined;
    node = value;
  }
  return offset;
}

function isRecord(value: unknown): value is Partial {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function lower(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
