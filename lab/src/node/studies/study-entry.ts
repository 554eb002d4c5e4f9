import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { StudyPlace } from "./study-places.ts";

/** The file to load a study from, and whether Node can load it as it is. */
export interface StudyEntry {
  readonly file: string;
  readonly compiled: boolean;
}

/**
 * Compiled code where it is no older than any source of the folder, else the TypeScript source: an edit is never run from old code.
 * Returns undefined where the folder has neither.
 */
export function studyEntry(place: StudyPlace): StudyEntry | undefined {
  if (place.from === "built-in") {
    const compiled = compiledTwin(place.path);
    if (compiled !== undefined) return { file: compiled, compiled: true };
  }
  const named = place.from === "package" ? packageEntry(place.path) : undefined;
  const file = [named, "index.ts", "index.js", "index.mjs"]
    .filter((name) => name !== undefined)
    .map((name) => join(place.path, name))
    .find((path) => existsSync(path));
  return file === undefined ? undefined : { file, compiled: false };
}

/** studies/dist/NAME/index.js of studies/NAME, if every source has a twin that is no older. */
function compiledTwin(folder: string): string | undefined {
  if (basename(dirname(folder)) === "dist") return join(folder, "index.js");
  const root = dirname(folder);
  const twin = join(root, "dist", basename(folder));
  const entry = join(twin, "index.js");
  if (!existsSync(entry)) return undefined;
  const built = modified(join(root, "dist", "studies.tsbuildinfo"));
  const fresh = sources(folder).every((source) => {
    const made = modified(join(twin, source.replace(/\.ts$/, ".js")));
    return made > 0 && modified(join(folder, source)) <= Math.max(made, built);
  });
  return fresh ? entry : undefined;
}

/** The TypeScript files of a study that are compiled, relative to its folder. */
function sources(folder: string, below = ""): readonly string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return ["test", "assets", "node_modules", "dist"].includes(entry.name) ? [] : sources(folder, path);
    return entry.name.endsWith(".ts") && !entry.name.endsWith(".test.ts") && !entry.name.endsWith(".d.ts") ? [path] : [];
  });
}

function packageEntry(folder: string): string | undefined {
  const { exports, main } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly exports?: unknown;
    readonly main?: unknown;
  };
  const dot = typeof exports === "object" && exports !== null && "." in exports ? (exports as Record<string, unknown>)["."] : exports;
  if (typeof dot === "string") return dot;
  if (typeof dot === "object" && dot !== null) {
    const { import: imported, default: fallback } = dot as { readonly import?: unknown; readonly default?: unknown };
    if (typeof imported === "string") return imported;
    if (typeof fallback === "string") return fallback;
  }
  return typeof main === "string" ? main : undefined;
}

function modified(path: string): number {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}
