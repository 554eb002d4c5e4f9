import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { misuse } from "../misuse.ts";
import { type Addon, isComplete } from "./native-binding.ts";

const build = (name: string) => fileURLToPath(new URL(`../../build/${name}`, import.meta.url));

/** The add-on at `path`, or why there is none. */
export function openAddon(path = build("native/overparam.node")): Addon | string {
  if (!existsSync(path)) return "the native kernels are not built";
  try {
    const addon = createRequire(import.meta.url)(path) as Addon;
    return isComplete(addon) ? addon : "the native kernels were built from other sources";
  } catch (error) {
    return `the native kernels do not load (${(error as Error).message.split("\n")[0]})`;
  }
}

/** Whether a WebAssembly build is there. */
export function hasModule(shared: boolean): boolean {
  return existsSync(modulePath(shared));
}

/** The bytes of the WebAssembly module; misuse if it is not built. */
export function readModule(shared: boolean): Uint8Array<ArrayBuffer> {
  const path = modulePath(shared);
  if (!existsSync(path)) {
    throw misuse(
      "loadEngine",
      "the kernels are not built (npm ran with --ignore-scripts, or without development dependencies)",
      undefined,
      "run `npm run build` once",
    );
  }
  return readFileSync(path) as Uint8Array<ArrayBuffer>;
}

function modulePath(shared: boolean): string {
  return build(shared ? "wasm/overparam-threads.wasm" : "wasm/overparam.wasm");
}
