import { homedir } from "node:os";
import { join, resolve } from "node:path";

/**
 * Where data sets are kept: `$OVERPARAM_DATA`, else `overparam/data` in the user's data folder of this system.
 *
 * @source XDG Base Directory Specification 0.8 on Linux
 */
export function dataFolder(env: NodeJS.ProcessEnv = process.env): string {
  if (env.OVERPARAM_DATA) return resolve(env.OVERPARAM_DATA);
  return join(userData(env), "overparam", "data");
}

function userData(env: NodeJS.ProcessEnv): string {
  if (process.platform === "win32") return env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  if (process.platform === "darwin") return join(homedir(), "Library", "Application Support");
  // A relative path there is to be ignored, says the specification.
  return env.XDG_DATA_HOME?.startsWith("/") ? env.XDG_DATA_HOME : join(homedir(), ".local", "share");
}
