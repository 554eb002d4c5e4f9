// node web/scripts/build.mjs [--studies DIR]... [--out DIR] [--if-stale]
// Builds the page as a static site. --if-stale leaves a page that was built from the same sources as it is.
import { existsSync, readFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const web = fileURLToPath(new URL("..", import.meta.url));

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
  const { builtFrom, givenFolders } = await import("./studies-plugin.mjs");
  const folders = [...(options.studies ?? []), ...givenFolders()].map((folder) => resolve(folder));
  process.env.OVERPARAM_STUDIES = folders.join(delimiter);
  const out = resolve(options.out ?? join(web, "dist"));
  const { studies, sources } = builtFrom(folders);
  if (options["if-stale"] !== true || presentSources(out) !== sources) {
    // A test runner's own mode would put development code into the page.
    process.env.NODE_ENV = "production";
    const { build } = await import("vite");
    await build({ root: web, configFile: join(web, "vite.config.ts"), logLevel: "warn", build: { outDir: out, emptyOutDir: true } });
  }
  console.log(`${out}: ${studies.join(", ")}`);
} catch (error) {
  const what = error.message.split("\n", 1)[0].replace(/\.$/, "");
  console.error(`overparam: the page could not be built: ${what}. Correct that and build again.`);
  process.exit(2);
}

/** The sources of the page that lies in a folder, as it says itself. */
function presentSources(out) {
  const file = join(out, "built.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).sources : undefined;
}
