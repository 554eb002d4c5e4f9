import type { RecoverySource } from "@overparam/lab/node";
import type { RecoverOptions } from "../commands/recover.ts";

/** The source that a command line names; that it names one was checked before. */
export function sourceOf(
  samples: string | undefined,
  { teacher, inputs, query, dimension, samples: count }: RecoverOptions,
): RecoverySource {
  const drawn = count === undefined ? {} : { samples: count };
  if (samples !== undefined) return { kind: "samples", path: samples };
  if (teacher !== undefined) return { kind: "teacher", path: teacher, ...(inputs === undefined ? {} : { inputs }), ...drawn };
  return { kind: "query", command: query ?? "", dimension: dimension ?? 0, ...drawn };
}
