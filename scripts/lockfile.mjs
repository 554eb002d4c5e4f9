// The lockfile must not name the registry it was written against: it has to install from any mirror, by integrity alone.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./installed.mjs";

/** Every entry that names a host or is not sealed by an integrity, one sentence each. */
export function lockfileFaults(text) {
  const { packages } = JSON.parse(text);
  return Object.entries(packages).flatMap(([path, entry]) => {
    if (/^[a-z+]+:\/\//.test(entry.resolved ?? "")) {
      return [
        `package-lock.json: ${path} names a host; write the lockfile again with omit-lockfile-registry-resolved=true (it stands in .npmrc)`,
      ];
    }
    const sealed = !path.startsWith("node_modules/") || entry.link === true || entry.inBundle === true || entry.integrity !== undefined;
    return sealed ? [] : [`package-lock.json: ${path} has no integrity`];
  });
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const faults = lockfileFaults(readFileSync(join(root, "package-lock.json"), "utf8"));
  for (const fault of faults) console.error(fault);
  process.exit(faults.length === 0 ? 0 : 1);
}
