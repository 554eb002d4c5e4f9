import { type Backend, backends } from "../engine.ts";
import { hasModule, openAddon } from "./builds.ts";

/** Backends that are built and that this processor runs, fastest first. `addon` names another build of the add-on. */
export function availableBackends(addon?: string): readonly Backend[] {
  const native = openAddon(addon);
  return backends.filter((backend) =>
    backend === "wasm" ? hasModule(false) : typeof native !== "string" && native[backend] !== undefined,
  );
}
