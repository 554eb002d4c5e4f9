import type { Engine } from "@overparam/kernels";
import { availableBackends, loadEngine } from "@overparam/kernels/node";
import { referenceEngine } from "./reference-engine.ts";

/** The obvious engine, and every backend of the kernels that this machine runs. */
export async function engines(): Promise<readonly (readonly [name: string, engine: Engine])[]> {
  const built = await Promise.all(availableBackends().map(async (backend) => [backend, await loadEngine({ backend })] as const));
  return [["reference", referenceEngine()] as const, ...built];
}
