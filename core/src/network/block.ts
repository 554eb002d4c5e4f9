import { misuse } from "@overparam/kernels";
import type { Block, Layout } from "./layout.ts";

/** The block called `name` (its name or its symbol); Misuse when there is none. */
export function block(layout: Layout, name: string): Block {
  const found = layout.blocks.find((entry) => entry.name === name || entry.symbol === name);
  if (found === undefined) throw misuse("block", `the blocks are ${layout.blocks.map((entry) => entry.name).join(", ")}`, name);
  return found;
}
