import { misuse, nearestName } from "@overparam/core";
import type { SplitName } from "./data-split.ts";

/** Samples of a stored data set, as `data:mnist:classes=3,8:count=64` names them. */
export interface DataReference {
  readonly name: string;
  /** `train` by default. */
  readonly split: SplitName;
  /** Class numbers to keep, in the order given; all by default. */
  readonly classes?: readonly number[];
  /** How many samples to keep, drawn without replacement; all by default. */
  readonly count?: number;
  /** Seed of that draw, 1 by default. */
  readonly seed: number;
  /** What y holds: the class or value as stored; −1 and +1 for the two classes; 0, 1, … in the order of the classes. */
  readonly labels: "plain" | "signs" | "index";
}

const prefix = "data:";
const options = ["split", "classes", "count", "seed", "labels"] as const;

/** Does this name stored data and not a file? */
export function isDataReference(text: string): boolean {
  return text.startsWith(prefix);
}

/**
 * Reads `data:NAME[:split=train|test][:classes=3,8][:count=64][:seed=1][:labels=plain|signs|index]`.
 *
 * @errors one sentence that names the option
 */
export function parseDataReference(text: string): DataReference {
  const [name = "", ...rest] = text.slice(prefix.length).split(":");
  const bad = (wanted: string, came: unknown, advice?: string) => misuse(text, wanted, came, advice);
  if (name === "") throw bad("a data set is named after data:", "no name", "data:mnist, say; `overparam data list` shows what there is");
  const given = new Map<string, string>();
  for (const part of rest) {
    const equals = part.indexOf("=");
    const key = equals < 0 ? part : part.slice(0, equals);
    if (equals < 0 || !(options as readonly string[]).includes(key)) {
      const near = nearestName(key, options);
      throw bad(`what follows the name is ${options.join("=…, ")}=…`, part, near === undefined ? undefined : `did you mean ${near}=…`);
    }
    if (given.has(key)) throw bad(`${key} is given once`, "twice");
    given.set(key, part.slice(equals + 1));
  }
  const whole = (key: string, least: number): number | undefined => {
    const value = given.get(key);
    if (value === undefined) return undefined;
    if (!/^\d+$/.test(value) || Number(value) < least || !Number.isSafeInteger(Number(value)))
      throw bad(`${key} is a whole number from ${least}`, value);
    return Number(value);
  };
  const split = given.get("split") ?? "train";
  if (split !== "train" && split !== "test") throw bad("split is train or test", split);
  const labels = given.get("labels") ?? "plain";
  if (labels !== "plain" && labels !== "signs" && labels !== "index") throw bad("labels is plain, signs or index", labels);
  const chosen = given.get("classes");
  const count = whole("count", 1);
  const seed = whole("seed", 0) ?? 1;
  return {
    name,
    split,
    seed,
    labels,
    ...(chosen === undefined ? {} : { classes: parseClasses(chosen, text) }),
    ...(count === undefined ? {} : { count }),
  };
}

/** `3,8` as numbers. @errors one sentence for anything else, and for a class named twice */
export function parseClasses(text: string, where: string): readonly number[] {
  const parts = text.split(",");
  if (parts.some((part) => !/^\d+$/.test(part))) throw misuse(where, "classes are whole numbers, separated by commas", text, "3,8, say");
  const numbers = parts.map(Number);
  if (new Set(numbers).size !== numbers.length) throw misuse(where, "each class is named once", text);
  return numbers;
}
