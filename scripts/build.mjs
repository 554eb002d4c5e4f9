// Everything that is built: the kernels (native where a compiler is found, and WebAssembly), the TypeScript, the page.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./installed.mjs";

if (!existsSync(join(root, "node_modules/vite")) || !existsSync(join(root, "node_modules/@typescript/native"))) {
  console.error("overparam: the build tools are not installed (--omit=dev?). Run: npm ci");
  process.exit(2);
}

const steps = [
  { what: "kernels", script: "kernels/scripts/build.mjs", options: [], folder: "." },
  { what: "TypeScript", script: "scripts/prepare.mjs", options: [], folder: "." },
  { what: "page", script: "web/scripts/build.mjs", options: ["--if-stale"], folder: "." },
];
for (const { what, script, options, folder } of steps) {
  const start = performance.now();
  const { status } = spawnSync(process.execPath, [join(root, script), ...options], { cwd: join(root, folder), stdio: "inherit" });
  if (status !== 0) {
    console.error(`overparam: building the ${what} failed; its own message stands above.`);
    process.exit(1);
  }
  console.log(`built ${what} in ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
