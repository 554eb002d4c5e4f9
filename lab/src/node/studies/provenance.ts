import { existsSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** What may differ between two honest runs, and a reader may want to know. Written into events.jsonl alone. */
export interface Provenance {
  readonly host: string;
  readonly pid: number;
  readonly node: string;
  readonly platform: string;
  readonly overparam: string | null;
  readonly commit: string | null;
}

/** Where and with what this process computes. */
export function provenance(): Provenance {
  const root = packageRoot();
  return {
    host: hostname(),
    pid: process.pid,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    overparam: root === undefined ? null : versionOf(root),
    commit: root === undefined ? null : commitOf(dirname(root)),
  };
}

function packageRoot(): string | undefined {
  for (let at = dirname(fileURLToPath(import.meta.url)); dirname(at) !== at; at = dirname(at)) {
    if (existsSync(join(at, "package.json"))) return at;
  }
  return undefined;
}

function versionOf(root: string): string | null {
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly version?: unknown };
  return typeof version === "string" ? version : null;
}

/** The commit of a working tree, read from its files; null elsewhere. */
function commitOf(root: string): string | null {
  try {
    const git = join(root, ".git");
    const head = readFileSync(join(git, "HEAD"), "utf8").trim();
    if (!head.startsWith("ref: ")) return head;
    const ref = head.slice(5);
    if (existsSync(join(git, ref))) return readFileSync(join(git, ref), "utf8").trim();
    const packed = readFileSync(join(git, "packed-refs"), "utf8").split("\n");
    return packed.find((line) => line.endsWith(` ${ref}`))?.split(" ", 1)[0] ?? null;
  } catch {
    return null;
  }
}
