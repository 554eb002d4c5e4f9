import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { misuse } from "@overparam/core";

/** Where a study comes from. */
export type StudySource = "built-in" | "directory" | "package";

/** A folder that should hold a study; nothing of it is loaded yet. */
export interface StudyPlace {
  /** The folder's name, or the package's: what the study's id should be. */
  readonly name: string;
  readonly from: StudySource;
  readonly path: string;
}

const notStudies = new Set(["dist", "node_modules", "test", "assets"]);

/** Every folder that should hold a study: built in, in the given folders, in installed packages; in this order, names ascending. */
export function studyPlaces(dirs: readonly string[] = [], cwd: string = process.cwd()): readonly StudyPlace[] {
  const seen = new Set<string>();
  return [...builtIn(), ...dirs.flatMap((dir) => inDirectory(resolve(cwd, dir))), ...inPackages(cwd)].filter(({ path }) => {
    const real = realpathSync(path);
    return seen.has(real) ? false : seen.add(real);
  });
}

/** The folder of the studies that come with overparam, or undefined where there is none. */
export function builtInFolder(): string | undefined {
  const here = dirname(fileURLToPath(import.meta.url));
  const beside = resolve(here, "../../../../studies");
  if (existsSync(join(beside, "package.json"))) return beside;
  for (const modules of createRequire(import.meta.url).resolve.paths("@overparam/studies") ?? []) {
    const installed = join(modules, "@overparam", "studies");
    if (existsSync(join(installed, "package.json"))) return realpathSync(installed);
  }
  return undefined;
}

function builtIn(): readonly StudyPlace[] {
  const root = builtInFolder();
  if (root === undefined) return [];
  // A published package may hold compiled studies only.
  const names = new Set([...studyFolders(root), ...(existsSync(join(root, "dist")) ? studyFolders(join(root, "dist")) : [])]);
  return [...names].sort().map((name) => {
    const source = join(root, name);
    return { name, from: "built-in", path: hasEntry(source) ? source : join(root, "dist", name) };
  });
}

function inDirectory(dir: string): readonly StudyPlace[] {
  if (!existsSync(dir)) throw misuse(dir, "the folder of --studies must exist", undefined, "check the path");
  if (!statSync(dir).isDirectory()) throw misuse(dir, "--studies takes a folder", "a file", "name the folder that holds the studies");
  if (hasEntry(dir)) return [{ name: basename(dir), from: "directory", path: dir }];
  const names = studyFolders(dir);
  if (names.length === 0) {
    throw misuse(
      dir,
      "the folder of --studies must hold study folders, each with an index.ts",
      undefined,
      "make one with overparam new-study",
    );
  }
  return names.map((name) => ({ name, from: "directory", path: join(dir, name) }));
}

/** Installed packages that carry the keyword `overparam-study`, in the nearest node_modules. */
function inPackages(cwd: string): readonly StudyPlace[] {
  const modules = nearestModules(cwd);
  if (modules === undefined) return [];
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith("@") ? readdirSync(join(modules, name)).map((inner) => `${name}/${inner}`) : name.startsWith(".") ? [] : [name],
  );
  return names.sort().flatMap((name) => {
    const path = join(modules, name);
    return keywords(path).includes("overparam-study") ? [{ name: basename(name), from: "package" as const, path }] : [];
  });
}

function nearestModules(from: string): string | undefined {
  for (let at = resolve(from); ; at = dirname(at)) {
    const modules = join(at, "node_modules");
    if (existsSync(modules)) return modules;
    if (dirname(at) === at) return undefined;
  }
}

function keywords(path: string): readonly unknown[] {
  try {
    const text = readFileSync(join(path, "package.json"), "utf8");
    if (!text.includes("overparam-study")) return [];
    const { keywords: found } = JSON.parse(text) as { readonly keywords?: unknown };
    return Array.isArray(found) ? found : [];
  } catch {
    return [];
  }
}

function studyFolders(root: string): readonly string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith(".") && !notStudies.has(entry.name))
    .map((entry) => entry.name)
    .filter((name) => hasEntry(join(root, name)))
    .sort();
}

function hasEntry(folder: string): boolean {
  return ["index.ts", "index.js", "index.mjs"].some((name) => existsSync(join(folder, name)));
}
