// scripts/slurm-onebox.sh for tests: a folder of its own, ports that no other one has taken.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "./installed.mjs";

const run = promisify(execFile);
const script = join(root, "scripts/slurm-onebox.sh");

/** Can a Slurm be started here? Under CI it must be. */
export const slurmHere =
  process.env.CI === "true" ||
  (process.getuid?.() === 0 && ["/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/sbin/munged"].every((path) => existsSync(path)));

/** Starts a controller and three nodes; `conf` is what SLURM_CONF must be, `folder` holds pid files and logs. */
export async function startSlurm() {
  // Below the system's temporary folder itself: munge's own user has to get there.
  const folder = mkdtempSync(join(tmpdir(), "overparam-slurm-"));
  const port = 20_000 + 4 * Math.floor(2000 * Math.random());
  await run("bash", [script, "start", folder], {
    env: { ...process.env, SLURM_ONEBOX_PORT: String(port), SLURM_ONEBOX_NODES: `${port + 1}-${port + 3}` },
  });
  return {
    folder,
    conf: join(folder, "slurm.conf"),
    async stop() {
      await run("bash", [script, "stop", folder]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
