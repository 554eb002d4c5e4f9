import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { misuse } from "@overparam/kernels";
import { builtInFolder, makeFolder } from "@overparam/lab/node";

/** The study that every new one starts as: real files, checked and tested under this name. */
const template = fileURLToPath(new URL("../../template", import.meta.url));
const placeholder = /study-name/g;

/** What was written. */
export interface Written {
  /** As a person would type it from here. */
  readonly folder: string;
  readonly files: readonly string[];
  /** Is it where studies are found without `--studies`? */
  readonly inside: boolean;
}

/**
 * Writes a study folder NAME below `dir`; all of it or nothing.
 *
 * @param dir by default the studies of the repository that the present folder is in, else the present folder
 * @throws Misuse for a name that cannot be a key, or a place that is taken
 */
export function writeStudy(name: string, dir: string | undefined): Written {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || name.length > 64) {
    throw misuse(
      "new-study",
      "NAME must be small letters and digits, with - between words",
      name,
      "take a citation key such as smith2027rates",
    );
  }
  if (["dist", "test", "assets"].includes(name)) {
    throw misuse(
      "new-study",
      "NAME must not be the name of a folder with a meaning of its own",
      name,
      "take a citation key such as smith2027rates",
    );
  }
  const builtIn = builtInFolder();
  const parent = resolve(dir ?? (builtIn !== undefined && !relative(dirname(builtIn), process.cwd()).startsWith("..") ? builtIn : "."));
  const target = join(parent, name);
  if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) {
    throw misuse("new-study", `${shown(target)} is there already`, undefined, "take another name, or remove it");
  }
  const room = makeFolder(parent);
  const files = filesBelow(template);
  try {
    makeStudy(name, files, parent);
  } catch (error) {
    room.undo();
    throw error;
  }
  return { folder: shown(target), files, inside: builtIn !== undefined && parent === resolve(builtIn) };
}

/** Made whole under another name and then renamed: a study is there or it is not. */
function makeStudy(name: string, files: readonly string[], parent: string): void {
  const draft = mkdtempSync(join(parent, ".new-study-"));
  try {
    const made = join(draft, name);
    for (const file of files) {
      mkdirSync(dirname(join(made, file)), { recursive: true });
      writeFileSync(join(made, file), readFileSync(join(template, file), "utf8").replace(placeholder, name));
    }
    renameSync(made, join(parent, name));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function filesBelow(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(below, entry.name);
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    });
}

/** A path as short as it can be said from here. */
function shown(path: string): string {
  const near = relative(process.cwd(), path);
  return near !== "" && !near.startsWith("..") ? near : path;
}
