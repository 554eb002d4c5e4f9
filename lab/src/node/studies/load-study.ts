import { pathToFileURL } from "node:url";
import * as core from "@overparam/core";
import { misuse, type Study } from "@overparam/core";
import * as kernels from "@overparam/kernels";
import type { Jiti } from "jiti";
import { reason } from "../../run/reason.ts";
import { studyEntry } from "./study-entry.ts";
import type { StudyPlace } from "./study-places.ts";

/** A study and where it came from. */
export interface FoundStudy extends StudyPlace {
  readonly study: Study;
}

/**
 * Loads the study of a folder. TypeScript is read as it is, and `@overparam/core` is the one that runs, wherever the folder lies.
 *
 * @errors one sentence with the folder: no entry, a fault in its code, or a default export that is no study
 */
export async function loadStudy(place: StudyPlace): Promise<FoundStudy> {
  const entry = studyEntry(place);
  if (entry === undefined) throw misuse(place.path, "a study folder must have an index.ts", undefined, "make one with overparam new-study");
  let module: unknown;
  try {
    module = entry.compiled ? await import(pathToFileURL(entry.file).href) : await (await loader()).import(entry.file);
  } catch (error) {
    throw misuse(place.path, `the study could not be loaded: ${located(reason(error))}`, undefined, "correct its code");
  }
  return { ...place, study: asStudy(place, (module as { readonly default?: unknown }).default) };
}

let made: Promise<Jiti> | undefined;

/** Loaded when the first study in TypeScript is: those of the repository are compiled. */
function loader(): Promise<Jiti> {
  made ??= import("jiti").then(({ createJiti }) =>
    createJiti(import.meta.url, {
      interopDefault: false,
      virtualModules: { "@overparam/core": core, "@overparam/kernels": kernels },
    }),
  );
  return made;
}

/** A sentence's end is ours to set. */
function located(message: string): string {
  return message.replace(/\.$/, "");
}

function asStudy(place: StudyPlace, value: unknown): Study {
  const study = value as Partial<Record<keyof Study, unknown>> | undefined | null;
  if (typeof study !== "object" || study === null) throw wrong(place, "its default export must be a study", value);
  if (typeof study.id !== "string") throw wrong(place, "the study's id must be a text", study.id);
  if (place.from !== "package" && study.id !== place.name)
    throw wrong(place, `the study's id must be its folder's name, ${place.name}`, study.id);
  if (!Number.isSafeInteger(study.version)) throw wrong(place, "the study's version must be a whole number", study.version);
  for (const name of ["setup", "figures"] as const) {
    if (typeof study[name] !== "function") throw wrong(place, `the study's ${name} must be a function`, study[name]);
  }
  for (const name of ["claims", "observables", "presets", "experiments"] as const) {
    if (!Array.isArray(study[name])) throw wrong(place, `the study's ${name} must be a list`, study[name]);
  }
  for (const name of ["config", "paper", "lab"] as const) {
    if (typeof study[name] !== "object" || study[name] === null) throw wrong(place, `the study's ${name} is missing`, study[name]);
  }
  const ids = (study.claims as Study["claims"]).map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw wrong(place, "every claim needs an id of its own", twice);
  return study as Study;
}

function wrong(place: StudyPlace, wanted: string, got: unknown): Error {
  return misuse(place.path, wanted, got === undefined ? "nothing" : got, "see Study in @overparam/core");
}
