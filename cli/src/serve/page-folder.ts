import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { misuse } from "@overparam/kernels";
import { buildPage } from "./build-page.ts";

/** The workspace of the page, beside this one in a clone. */
const web = fileURLToPath(new URL("../../../web", import.meta.url));

/**
 * The folder of a page that has just these studies, built where it is missing or older than its sources: the clone's own, or one in the user's
 * cache when there are studies from elsewhere.
 *
 * @param say hears why it takes a moment
 * @throws Misuse where no page is built and none can be; CommandLine with the build's own sentence
 */
export async function pageFolder(dirs: readonly string[], say: (sentence: string) => void, signal: AbortSignal): Promise<string> {
  const script = join(web, "scripts", "build.mjs");
  const own = join(web, "dist");
  if (!existsSync(script)) {
    if (dirs.length === 0 && existsSync(join(own, "index.html"))) return own;
    throw misuse(
      "serve",
      "the page is not part of this installation",
      undefined,
      "use a clone of the repository: npm run build, then overparam serve",
    );
  }
  const folders = dirs.map((dir) => resolve(dir));
  const out = folders.length === 0 ? own : join(cacheFolder(), `page-${shortHash([web, ...folders])}`);
  const slow = setTimeout(() => say("Building the page …"), 1500);
  try {
    await buildPage(script, folders, out, signal);
  } finally {
    clearTimeout(slow);
  }
  return out;
}

function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "overparam");
}

function shortHash(words: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(words)).digest("hex").slice(0, 12);
}
