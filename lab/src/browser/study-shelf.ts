import { Misuse, misuse, type Study } from "@overparam/core";
import type { StudySource } from "./study-source.ts";

/** Studies by id, fetched once each; one that does not load fails alone. */
export interface StudyShelf {
  readonly ids: readonly string[];
  get(id: string): Promise<Study>;
}

/**
 * Makes a shelf of the studies that the page was built with.
 *
 * @throws Misuse from `get`: no such study, or its code does not load
 */
export function studyShelf(sources: readonly StudySource[]): StudyShelf {
  const loading = new Map<string, Promise<Study>>();
  return {
    ids: sources.map((source) => source.id),
    get(id) {
      const known = loading.get(id);
      if (known !== undefined) return known;
      const source = sources.find((candidate) => candidate.id === id);
      if (source === undefined) {
        return Promise.reject(
          misuse("studies", "the page was not built with this study", id, `it has ${sources.map((s) => s.id).join(", ") || "none"}`),
        );
      }
      const study = source.load().catch((error: unknown) => {
        if (error instanceof Misuse) throw error;
        throw misuse(
          `studies/${id}`,
          `its code does not load (${error instanceof Error ? error.message : String(error)})`,
          undefined,
          "mend the folder and build the page again",
        );
      });
      loading.set(id, study);
      return study;
    },
  };
}
