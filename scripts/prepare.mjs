// `npm ci` ends here: compile the TypeScript of every workspace, so that `npx overparam` works at once.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./installed.mjs";

const compiler = join(root, "node_modules/@typescript/native/bin/tsc");
if (!existsSync(compiler)) {
  console.log("overparam: development tools were left out (--omit=dev), so nothing was built. To build it, run: npm ci");
  process.exit(0);
}
const { status } = spawnSync(process.execPath, [compiler, "-b"], { cwd: root, stdio: "inherit" });
if (status !== 0) {
  console.error("overparam: the TypeScript above did not compile. Mend it, then run: npm run build");
  process.exit(1);
}

// npm hides what the kernels' own installation script says, so the one thing worth knowing is said here.
if (!existsSync(join(root, "kernels/build/native/overparam.node"))) {
  console.log(
    "overparam: the kernels will run as WebAssembly, up to 4 times slower than native: no C++ compiler was found, or it failed. " +
      "For native kernels install g++ or clang, then run: npm run build",
  );
}
