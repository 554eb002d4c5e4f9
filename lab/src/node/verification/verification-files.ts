import { join } from "node:path";

/** The files of a verification folder, besides config.json and events.jsonl. */
export const verificationFiles = {
  /** Verdicts; its presence means that the verification is finished. */
  result: "verification.json",
  /** The folder of a run. */
  run: (folder: string, id: string) => join(folder, "runs", id.slice(0, 12)),
  /** What a construction gave. */
  constructed: (folder: string, id: string) => join(folder, "constructed", `${id.slice(0, 12)}.json`),
} as const;
