// The lockfile must not name the registry it was written against: it has to install from any mirror, by integrity alone.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./installed.mjs";

const lines = readFileSync(join(root, "package-lock.json"), "utf8").split("\n");
// Addresses that a package's author wrote about the package (funding pages) are no registry.
const hosts = lines.flatMap((line, index) =>
  /"resolved": "[a-z+]+:\/\//.test(line) ? [`package-lock.json:${index + 1} ${line.trim()}`] : [],
);
const { packages } = JSON.parse(lines.join("\n"));
const unsealed = Object.entries(packages)
  .filter(
    ([path, entry]) => path.startsWith("node_modules/") && entry.link !== true && entry.integrity === undefined && entry.inBundle !== true,
  )
  .map(([path]) => `package-lock.json ${path} has no integrity`);
for (const finding of [...hosts, ...unsealed]) console.error(finding);
if (hosts.length > 0) console.error("Write it again with omit-lockfile-registry-resolved=true (it stands in .npmrc).");
process.exit(hosts.length + unsealed.length === 0 ? 0 : 1);
