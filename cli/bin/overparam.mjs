#!/usr/bin/env node
// Plain JavaScript on purpose: it is what still works when nothing has been built.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const main = new URL("../dist/main.js", import.meta.url);
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`overparam: Node 20.19 or newer is needed; this is Node ${process.versions.node}. Install a newer Node.\n`);
  process.exitCode = 2;
} else if (!existsSync(fileURLToPath(main))) {
  process.stderr.write("overparam: the command has not been built yet; run `npm run build` in the repository's root.\n");
  process.exitCode = 2;
} else {
  const { main: run } = await import(main.href);
  await run(process.argv.slice(2));
}
