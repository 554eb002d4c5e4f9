import { join } from "node:path";

/** Where an ensemble's folder keeps what each task gave. */
export const ensembleFiles = {
  /** The folder of a run. */
  run: (folder: string, id: string) => join(folder, "runs", id.slice(0, 12)),
  /** What a construction gave. */
  constructed: (folder: string, id: string) => join(folder, "constructed", `${id.slice(0, 12)}.json`),
} as const;
