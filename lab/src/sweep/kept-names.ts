import { nearestName, type Study } from "@overparam/core";
import type { SweepSource } from "./sweep-source.ts";

/** How one number is made of a list. */
const reductions = ["max", "min", "mean"] as const;

/** Where a kept number comes from. */
export type KeptName =
  | { readonly kind: "fact"; readonly name: string }
  | { readonly kind: "observable"; readonly id: string; readonly of: (typeof reductions)[number] | number | null };

/** Reads `loss`, `nearestAngles.max`, `nearestAngles.0` or `facts.separation`. */
export function keptName(text: string): KeptName {
  if (text.startsWith("facts.")) return { kind: "fact", name: text.slice("facts.".length) };
  const dot = text.lastIndexOf(".");
  const tail = text.slice(dot + 1);
  const reduction = reductions.find((each) => each === tail);
  if (dot > 0 && reduction !== undefined) return { kind: "observable", id: text.slice(0, dot), of: reduction };
  if (dot > 0 && /^\d+$/.test(tail)) return { kind: "observable", id: text.slice(0, dot), of: Number(tail) };
  return { kind: "observable", id: text, of: null };
}

/**
 * Refuses names of observables and claims that the study does not have.
 *
 * @errors in the words of the source
 */
export function checkKept({ file, fault }: SweepSource, study: Study): void {
  const ids = study.observables.map(({ id }) => id);
  const observable = (text: string, path: readonly PropertyKey[]): void => {
    const name = keptName(text);
    if (name.kind === "fact") return;
    const found = study.observables.find(({ id }) => id === name.id);
    if (found === undefined) {
      const near = nearestName(name.id, ids);
      const advice = near === undefined ? `the observables of ${study.id} are ${ids.join(", ")}` : `did you mean ${near}`;
      throw fault(path, "there is no such observable", name.id, advice);
    }
    if (found.axes.length > 0 && name.of === null) {
      throw fault(path, `${name.id} is a list; one number of it is wanted`, undefined, `try ${name.id}.max, .min, .mean or .0`);
    }
    if (found.axes.length === 0 && name.of !== null) throw fault(path, `${name.id} is one number`, text, `write ${name.id}`);
  };
  const { scalars, curves, verdicts } = file.keep;
  if (scalars !== "all") scalars.forEach((text, at) => observable(text, ["keep", "scalars", at]));
  curves?.of.forEach((text, at) => {
    if (keptName(text).kind === "fact") throw fault(["keep", "curves", "of", at], "a fact is no curve", text, "keep it among the scalars");
    observable(text, ["keep", "curves", "of", at]);
  });
  file.stop.trial.forEach((rule, at) => {
    if (keptName(rule.observable).kind === "fact")
      throw fault(["stop", "trial", at, "observable"], "a fact stops no trial", rule.observable);
    observable(rule.observable, ["stop", "trial", at, "observable"]);
  });
  const claims = study.claims.map(({ id }) => id);
  verdicts.forEach((claim, at) => {
    if (claims.includes(claim)) return;
    const near = nearestName(claim, claims);
    throw fault(
      ["keep", "verdicts", at],
      "there is no such claim",
      claim,
      near === undefined ? `the claims of ${study.id} are ${claims.join(", ")}` : `did you mean ${near}`,
    );
  });
}
