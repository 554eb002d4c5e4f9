import { misuse, nearestName, type z } from "@overparam/core";
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from "yaml";
import { axisKinds, type SweepAxis, type SweepFile, sweepSchema } from "./sweep-file.ts";
import { pathText, SourceFault, type SweepSource } from "./sweep-source.ts";

/**
 * Reads a sweep file (YAML).
 *
 * @param name the file's path, for messages
 * @errors one sentence with file:line:column and the line with a caret: what is no YAML, unknown keys, wrong values
 */
export function parseSweep(text: string, name: string): SweepSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, strict: true });
  const fail = (offset: number, sentence: string): SourceFault => {
    const { line, col } = lines.linePos(offset);
    const source = (text.split("\n")[line - 1] ?? "").replaceAll("\t", " ").replace(/\r$/, "");
    const margin = `  ${line} | `;
    return new SourceFault(`${name}:${line}:${col}: ${sentence}\n${margin}${source}\n${" ".repeat(margin.length + col - 1)}^`);
  };
  const [trouble] = document.errors;
  if (trouble !== undefined) {
    const said = trouble.message.replace(/[.\s]*$/, "");
    throw fail(trouble.pos[0], `this is not YAML: ${said.charAt(0).toLowerCase()}${said.slice(1)}.`);
  }
  if (!isMap(document.contents)) throw fail(0, "a sweep file is lines of `name: value`; see overparam sweep --help.");
  const offset = (path: readonly PropertyKey[], ofKey: boolean): number => offsetOf(document.contents, path, ofKey);
  const fault = (path: readonly PropertyKey[], wanted: string, got?: unknown, advice?: string, ofKey = false): Error =>
    fail(offset(path, ofKey), misuse(pathText(path) || "the file", wanted, got, advice).message);
  const value: unknown = document.toJS();
  const parsed = sweepSchema.safeParse(value);
  if (!parsed.success) {
    const { path, wanted, got, advice, ofKey } = explain(parsed.error.issues[0] as z.core.$ZodIssue, value, []);
    throw fault(path, wanted, got, advice, ofKey);
  }
  const source: SweepSource = { file: parsed.data, fault };
  checkForm(source);
  return source;
}

/**
 * What the JSON Schema says beyond types: one kind of values an axis, one bound a stop rule.
 *
 * @errors in the words of {@link SweepSource.fault}
 */
export function checkForm({ file, fault }: SweepSource): void {
  const check = (axis: SweepAxis, path: readonly PropertyKey[]): void => {
    const given = axisKinds.filter((kind) => axis[kind] !== undefined);
    if (given.length !== 1) {
      throw fault(
        path,
        `an axis has exactly one of ${axisKinds.join(", ")}`,
        given.length === 0 ? "none of them" : given.join(" and "),
        "keep one, as in `list: [3, 6, 12]` or `log: {from: 1e-3, to: 1e-1, count: 5}`",
      );
    }
    if (axis.times !== undefined && axis.plus !== undefined) throw fault([...path, "plus"], "an axis has times or plus, not both");
  };
  file.axes.forEach((entry, at) => {
    if ("zip" in entry) entry.zip.forEach((axis, k) => check(axis, ["axes", at, "zip", k]));
    else check(entry, ["axes", at]);
  });
  file.stop.trial.forEach((rule, at) => {
    if ((rule.atMost === undefined) === (rule.atLeast === undefined))
      throw fault(["stop", "trial", at], "a stop rule has one of atMost and atLeast");
  });
}

interface Explained {
  readonly path: readonly PropertyKey[];
  readonly wanted: string;
  readonly got?: unknown;
  readonly advice?: string | undefined;
  readonly ofKey?: boolean;
}

/** What the schema's first complaint means, in words. */
function explain(issue: z.core.$ZodIssue, root: unknown, above: readonly PropertyKey[]): Explained {
  const path = [...above, ...issue.path];
  const got = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], root);
  const shown = got === undefined ? "nothing" : typeof got === "object" && got !== null && !Array.isArray(got) ? "settings" : got;
  switch (issue.code) {
    case "unrecognized_keys": {
      const [name = ""] = issue.keys;
      const known = keysAt(path);
      const near = nearestName(name, known);
      const advice = near !== undefined ? `did you mean ${near}` : known.length > 0 ? `there may be ${known.join(", ")}` : undefined;
      return { path: [...path, name], wanted: "there is no such key", advice, ofKey: true };
    }
    case "invalid_union": {
      const inner = issue.errors.find((errors) => errors.length > 0 && fits(errors[0] as z.core.$ZodIssue, got));
      const [first] = inner ?? [];
      if (first !== undefined) return explain(first, root, path);
      const forms = issue.errors.map(([error]) => (error === undefined ? "" : explain(error, root, path).wanted.replace(/^must be /, "")));
      return { path, wanted: `must be ${forms.join(", or ")}`, got: shown };
    }
    case "invalid_type":
      return { path, wanted: `must be ${article(issue.expected)}`, got: shown };
    case "too_small":
      return { path, wanted: limit("at least", "above", issue.origin, issue.minimum, issue.inclusive), got: shown };
    case "too_big":
      return { path, wanted: limit("at most", "below", issue.origin, issue.maximum, issue.inclusive), got: shown };
    case "invalid_value": {
      const near = typeof got === "string" ? nearestName(got, issue.values.map(String)) : undefined;
      const wanted = `must be ${issue.values.length === 1 ? "" : "one of "}${issue.values.map((each) => JSON.stringify(each)).join(", ")}`;
      return { path, wanted, got: shown, ...(near === undefined ? {} : { advice: `did you mean ${near}` }) };
    }
    default:
      return { path, wanted: issue.message.charAt(0).toLowerCase() + issue.message.slice(1).replace(/\.$/, ""), got: shown };
  }
}

/** Of the branches of a union, the one that the value was meant for: the right type, and `zip` where it is written. */
function fits(issue: z.core.$ZodIssue, got: unknown): boolean {
  if (issue.path.length === 0 && (issue.code === "invalid_type" || issue.code === "invalid_value")) return false;
  const isZip = typeof got === "object" && got !== null && "zip" in got;
  const ofZip = issue.path[0] === "zip" || (issue.code === "unrecognized_keys" && !issue.keys.includes("zip"));
  return !isZip || ofZip;
}

function limit(reach: string, beyond: string, origin: string, bound: number | bigint, inclusive: boolean | undefined): string {
  const entries = origin === "array" ? " entries" : origin === "string" ? " letters" : "";
  return `must ${entries === "" ? "be" : "have"} ${inclusive === false ? beyond : reach} ${bound}${entries}`;
}

function article(type: string): string {
  const names: Readonly<Record<string, string>> = {
    int: "a whole number",
    number: "a number",
    string: "a text",
    boolean: "true or false",
    array: "a list",
    object: "settings",
    record: "settings",
  };
  return names[type] ?? `of type ${type}`;
}

/** The keys that may stand at a place of the file. */
function keysAt(path: readonly PropertyKey[]): readonly string[] {
  let schema: unknown = sweepSchema;
  for (const key of path) schema = inner(schema).flatMap((each) => step(each, key))[0];
  return inner(schema).flatMap((each) => Object.keys((each as { readonly shape?: object }).shape ?? {}));
}

function step(schema: unknown, key: PropertyKey): readonly unknown[] {
  const { shape, element } = schema as { readonly shape?: Readonly<Record<PropertyKey, unknown>>; readonly element?: unknown };
  if (shape !== undefined) return shape[key] === undefined ? [] : [shape[key]];
  return element === undefined ? [] : [element];
}

/** The schemas within optionals, defaults and unions. */
function inner(schema: unknown): readonly unknown[] {
  const { def } = (schema ?? { def: {} }) as { readonly def: { readonly innerType?: unknown; readonly options?: readonly unknown[] } };
  if (def.innerType !== undefined) return inner(def.innerType);
  if (def.options !== undefined) return def.options.flatMap(inner);
  return schema === undefined ? [] : [schema];
}

/** Where the value of a path begins, or its key; for what is missing, the place that lacks it. */
function offsetOf(root: unknown, path: readonly PropertyKey[], ofKey: boolean): number {
  let node = root;
  let offset = isNode(root) ? (root.range?.[0] ?? 0) : 0;
  for (const [at, key] of path.entries()) {
    const last = ofKey && at === path.length - 1;
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair === undefined) return offset;
      const place = last || !isNode(pair.value) ? pair.key : pair.value;
      offset = isNode(place) ? (place.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(key)];
      if (isNode(node)) offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

export type { SweepFile };
