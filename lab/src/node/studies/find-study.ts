import { misuse, nearestName } from "@overparam/core";
import { discoverStudies, type Discovery } from "./discover-studies.ts";
import { type FoundStudy, loadStudy } from "./load-study.ts";
import { studyPlaces } from "./study-places.ts";

/**
 * The study of a name; only its own folder is loaded.
 *
 * @errors one sentence: no such study (with the nearest name), two folders of that name, or why it does not load
 */
export async function findStudy(id: string, discovery: Discovery = {}): Promise<FoundStudy> {
  const places = studyPlaces(discovery.dirs, discovery.cwd);
  const [first, second] = places.filter(({ name }) => name === id);
  if (first !== undefined && second !== undefined) {
    throw misuse(id, `two folders hold a study of this name: ${first.path} and ${second.path}`, undefined, "rename one of them");
  }
  if (first !== undefined) return loadStudy(first);
  // A package may be called otherwise than its study.
  const packaged = places.some(({ from }) => from === "package") ? await discoverStudies(discovery) : [];
  const found = packaged.find(({ study }) => study.id === id);
  if (found !== undefined) return found;
  const names = [...new Set([...places.map(({ name }) => name), ...packaged.map(({ study }) => study.id)])];
  const near = nearestName(id, names);
  throw misuse(
    "overparam",
    "there is no such study",
    id,
    near !== undefined ? `did you mean ${near}` : names.length === 0 ? "no study is installed" : `the studies are ${names.join(", ")}`,
  );
}
