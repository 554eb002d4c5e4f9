// The page holds the studies of the command line: built in, in given folders, in installed packages. Nothing outside a study's folder lists it.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
// The one module of the Node host that is needed: the whole of it would load its drawing libraries too.
import { studyPlaces } from "../../lab/dist/node/studies/study-places.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const studiesName = "virtual:overparam-studies";
const wasmName = "virtual:overparam-wasm";

/** Folders given by OVERPARAM_STUDIES, a list as of PATH. */
export function givenFolders() {
  return (process.env["OVERPARAM_STUDIES"] ?? "").split(delimiter).filter((folder) => folder !== "");
}

/**
 * Sources of our packages by name: studies outside the repository find them too, and the page is never built from stale output.
 *
 * @type {{ find: RegExp, replacement: string }[]}
 */
export const aliases = [
  { find: /^@overparam\/(kernels|core|lab)$/, replacement: join(root, "$1/src/index.ts") },
  { find: /^@overparam\/(kernels|core|lab)\/(browser|conformance)$/, replacement: join(root, "$1/src/$2/index.ts") },
];

/** Provides the list of studies and the address of the WebAssembly kernels as modules. @returns {import("vite").Plugin} */
export function studiesPlugin(folders = givenFolders()) {
  return {
    name: "overparam-studies",
    generateBundle() {
      if (this.environment?.config.isWorker === true) return;
      this.emitFile({ type: "asset", fileName: "built.json", source: `${JSON.stringify(builtFrom(folders), null, 2)}\n` });
    },
    resolveId: (id) => (id === studiesName || id === wasmName ? `\0${id}` : undefined),
    load(id) {
      if (id === `\0${wasmName}`) return `export { default } from ${JSON.stringify(`${wasmFile()}?url`)};`;
      if (id !== `\0${studiesName}`) return undefined;
      const entries = studyPlaces(folders, root).map(
        ({ name, path }) =>
          `{ id: ${JSON.stringify(name)}, load: () => import(${JSON.stringify(entryOf(path))}).then((module) => module.default) }`,
      );
      return `export const studies = [${entries.join(",\n")}];`;
    },
  };
}

/** The built kernels. */
function wasmFile() {
  const file = join(root, "kernels/build/wasm/overparam.wasm");
  if (!existsSync(file)) throw new Error("the WebAssembly kernels are not built; run npm run build");
  return file;
}

/** The file of a study's folder that a bundler starts from. */
function entryOf(folder) {
  const manifest = join(folder, "package.json");
  const named = existsSync(manifest) ? mainOf(JSON.parse(readFileSync(manifest, "utf8"))) : undefined;
  const file = [named, "index.ts", "index.js", "index.mjs"]
    .filter((name) => name !== undefined)
    .map((name) => resolve(folder, name))
    .find((path) => existsSync(path));
  if (file === undefined) throw new Error(`${folder} must have an index.ts`);
  return file;
}

function mainOf({ exports, main }) {
  const entry = typeof exports === "string" ? exports : exports?.["."];
  return (typeof entry === "string" ? entry : entry?.default) ?? main;
}

/** What a page is built from: the names of its studies, and one hash over all sources. The page carries it as built.json. */
export function builtFrom(folders) {
  const places = studyPlaces(folders, root);
  const hash = createHash("sha256");
  const ours = ["core/src", "kernels/src", "kernels/build/wasm", "lab/src", "web/src"].map((folder) => join(root, folder));
  for (const folder of [...ours, ...places.map(({ path }) => path)]) {
    for (const file of files(folder)) hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return { studies: places.map(({ name }) => name), sources: hash.digest("hex") };
}

function files(folder) {
  const skipped = new Set(["node_modules", "dist", "test", "assets", "node"]);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (!entry.isDirectory()) return [join(folder, entry.name)];
      return skipped.has(entry.name) || entry.name.startsWith(".") ? [] : files(join(folder, entry.name));
    });
}
