import { spawn } from "node:child_process";
import { CommandLine } from "../faults/command-line.ts";

/** Runs the page's own build, which leaves a page that is as new as its sources alone. @throws CommandLine with the build's sentence */
export async function buildPage(script: string, studies: readonly string[], out: string, signal: AbortSignal): Promise<void> {
  const options = ["--if-stale", ...studies.flatMap((folder) => ["--studies", folder]), "--out", out];
  let said = "";
  const status = await new Promise<number>((resolve, reject) => {
    // The folders are on the command line; the variable would name them twice.
    const env = { ...process.env, OVERPARAM_STUDIES: "" };
    const build = spawn(process.execPath, [script, ...options], { stdio: ["ignore", "ignore", "pipe"], env, signal });
    build.stderr.on("data", (part: Buffer) => {
      said += part.toString();
    });
    build.on("error", reject);
    build.on("close", (code) => resolve(code ?? 1));
  });
  if (status === 0) return;
  const sentence = said.split("\n").findLast((line) => line.startsWith("overparam: "));
  throw new CommandLine(
    sentence?.slice("overparam: ".length) ?? `the page could not be built: ${said.trim().split("\n").at(-1) ?? "no reason was given"}`,
  );
}
