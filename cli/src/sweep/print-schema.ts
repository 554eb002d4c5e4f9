import { sweepJsonSchema } from "@overparam/lab/sweep";
import { exitCode } from "../faults/exit-code.ts";
import type { Host } from "../host.ts";

/** The JSON Schema of sweep files. */
export function printSchema({ terminal }: Host): Promise<number> {
  terminal.print(JSON.stringify(sweepJsonSchema(), null, 2));
  return Promise.resolve(exitCode.ok);
}
