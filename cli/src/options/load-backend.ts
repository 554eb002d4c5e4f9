import type { Engine } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import type { Terminal } from "../terminal/terminal.ts";
import type { BackendChoice } from "./study-options.ts";

/** The engine that was asked for; what its loader has to say (no native build, …) is a line of progress. */
export function loadBackend(backend: BackendChoice, terminal: Terminal): Promise<Engine> {
  return loadEngine({ backend, threads: 1, onNotice: (sentence) => terminal.note(`overparam: ${sentence}`) });
}
