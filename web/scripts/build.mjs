// node web/scripts/build.mjs [--studies DIR]... [--out DIR] [--if-stale]
// Builds the page as a static site. --if-stale leaves a page that was built from the same sources as it is.
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const web = fileURLToPath(new URL("..", import.meta.url));
const root = resolve(web, "..");

let options;
try {
  options = parseArgs({
    options: { studies: { type: "string", multiple: true }, out: { type: "string" }, "if-stale": { type: "boolean" } },
  }).values;
} catch (error) {
  console.error(`overparam: ${error.message} The options are --studies DIR, --out DIR and --if-stale.`);
  process.exit(2);
}

try {
  const folders = [...(options.studies ?? []), ...(process.env.OVERPARAM_STUDIES ?? "").split(delimiter)]
    .filter((folder) => folder !== "")
    .map((folder) => resolve(folder));
  process.env.OVERPARAM_STUDIES = folders.join(delimiter);
  const { studyPlaces } = await import("@overparam/lab/node");
  const places = studyPlaces(folders, root);
  const out = resolve(options.out ?? join(web, "dist"));
  const sources = hashOf([
    ...["core/src", "kernels/src", "kernels/build/wasm", "lab/src", "web/src"].map((folder) => join(root, folder)),
    ...places.map(({ path }) => path),
  ]);
  if (options["if-stale"] !== true || builtFrom(out) !== sources) {
    const { build } = await import("vite");
    await build({ root: web, configFile: join(web, "vite.config.ts"), logLevel: "warn", build: { outDir: out, emptyOutDir: true } });
    writeFileSync(join(out, "built.json"), `${JSON.stringify({ studies: places.map(({ name }) => name), sources }, null, 2)}\n`);
  }
  console.log(`${out}: ${places.map(({ name }) => name).join(", ")}`);
} catch (error) {
  console.error(
    `overparam: the page could not be built: ${error.message.split("\n", 1)[0].replace(/\.$/, "")}. Correct that and build again.`,
  );
  process.exit(2);
}

/** What a page was built from, as it says itself. */
function builtFrom(out) {
  const file = join(out, "built.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).sources : undefined;
}

/** SHA-256 over the names and contents of all sources. */
function hashOf(folders) {
  const hash = createHash("sha256");
  for (const folder of folders) {
    hash.update(folder);
    for (const file of files(folder)) hash.update(`\0${file}\0`).update(readFileSync(file));
  }
  return hash.digest("hex");
}

function files(folder) {
  const skipped = new Set(["node_modules", "dist", "test", "assets", "node"]);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) =>
      entry.isDirectory()
        ? skipped.has(entry.name) || entry.name.startsWith(".")
          ? []
          : files(join(folder, entry.name))
        : [join(folder, entry.name)],
    );
}
