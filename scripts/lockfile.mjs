// The lockfile must not name the registry it was written against, and must install on every platform: it has to work from any mirror, by integrity alone.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./installed.mjs";
import { completed } from "./lock-platforms.mjs";

/** Every fault of a lockfile, one sentence each. */
export function lockfileFaults(text) {
  const { packages } = JSON.parse(text);
  const faults = Object.entries(packages).flatMap(([path, entry]) => {
    if (/^[a-z+]+:\/\//.test(entry.resolved ?? "")) {
      return [
        `package-lock.json: ${path} names a host; write the lockfile again with omit-lockfile-registry-resolved=true (it stands in .npmrc)`,
      ];
    }
    // A tool's build for another platform may be out of reach of the registry that the lockfile was written against.
    const elsewhere = entry.optional === true && entry.os !== undefined;
    const sealed =
      !path.startsWith("node_modules/") || entry.link === true || entry.inBundle === true || entry.integrity !== undefined || elsewhere;
    return sealed ? [] : [`package-lock.json: ${path} has no integrity`];
  });
  const absent = Object.keys(completed(packages)).filter((path) => packages[path] === undefined);
  if (absent.length > 0)
    faults.push(`package-lock.json lacks ${absent[0]} and ${absent.length - 1} more; run: node scripts/lock-platforms.mjs`);
  return faults;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const faults = lockfileFaults(readFileSync(join(root, "package-lock.json"), "utf8"));
  for (const fault of faults) console.error(fault);
  process.exit(faults.length === 0 ? 0 : 1);
}
