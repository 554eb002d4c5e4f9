import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const script = fileURLToPath(new URL("../../../scripts/slurm-onebox.sh", import.meta.url));

/** Can a Slurm be started here? Under CI it must be. */
export const slurmHere: boolean =
  process.env.CI === "true" ||
  (process.getuid?.() === 0 && ["/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/sbin/munged"].every((path) => existsSync(path)));

/** Starts a controller and three nodes in a folder, and points this process's Slurm commands at them. */
export async function startSlurm(folder: string): Promise<void> {
  await run("bash", [script, "start", folder]);
  process.env.SLURM_CONF = join(folder, "slurm.conf");
}

export async function stopSlurm(folder: string): Promise<void> {
  await run("bash", [script, "stop", folder]);
}
