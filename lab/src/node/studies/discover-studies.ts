import { misuse } from "@overparam/core";
import { reason } from "../../run/reason.ts";
import { type FoundStudy, loadStudy } from "./load-study.ts";
import { studyPlaces } from "./study-places.ts";

/** Where to look, and who hears of studies that cannot be had. */
export interface Discovery {
  /** Folders of studies, or study folders, as of `--studies`. */
  readonly dirs?: readonly string[];
  readonly cwd?: string;
  /** One sentence for each study that could not be loaded or whose name is taken; the others are not hidden by it. */
  readonly onProblem?: (sentence: string) => void;
}

/** Every study there is: built in, in `dirs`, in installed packages. */
export async function discoverStudies(discovery: Discovery = {}): Promise<readonly FoundStudy[]> {
  const found = new Map<string, FoundStudy>();
  for (const place of studyPlaces(discovery.dirs, discovery.cwd)) {
    try {
      const loaded = await loadStudy(place);
      const first = found.get(loaded.study.id);
      if (first !== undefined) {
        throw misuse(
          loaded.path,
          `there is a study ${loaded.study.id} already, at ${first.path}`,
          undefined,
          "rename the folder and the study's id",
        );
      }
      found.set(loaded.study.id, loaded);
    } catch (error) {
      discovery.onProblem?.(reason(error));
    }
  }
  return [...found.values()];
}
