import { misuse, type Misuse } from "@overparam/kernels";
import type { z } from "zod";
import type { Study } from "../study/study.ts";
import { nearestName } from "./nearest-name.ts";
import type { FieldMeta } from "./schema.ts";

/**
 * The full config of a study from the fields that a user gave; defaults fill the rest.
 *
 * @throws Misuse: one sentence with the field, what it may be, what came and what to do; "did you mean" for a mistyped name
 */
export function resolveConfig<C extends object>(study: Pick<Study<C>, "id" | "config">, partial: Readonly<Record<string, unknown>>): C {
  const parsed = study.config.safeParse(partial);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw explain(study, partial, issue as z.core.$ZodIssue);
}

function explain<C extends object>(
  study: Pick<Study<C>, "id" | "config">,
  partial: Readonly<Record<string, unknown>>,
  issue: z.core.$ZodIssue,
): Misuse {
  const fields = Object.keys(study.config.shape);
  if (issue.code === "unrecognized_keys") {
    const [name] = issue.keys as [string];
    const near = nearestName(name, fields);
    return misuse(
      study.id,
      "there is no such setting",
      name,
      near === undefined ? `the settings are ${fields.join(", ")}` : `did you mean ${near}`,
    );
  }
  const [field] = issue.path;
  const name = issue.path.map(String).join(".");
  const got = issue.path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], partial);
  const meta = field === undefined ? undefined : (study.config.shape[String(field)]?.meta() as FieldMeta | undefined);
  const unit = meta?.unit === undefined || meta.unit === "" ? "" : ` (${meta.unit})`;
  return misuse(
    name === "" ? study.id : `${study.id}: ${name}`,
    wanted(issue, unit),
    name === "" ? undefined : shown(got),
    advice(issue, got, meta),
  );
}

/** What the field may be, in words. */
function wanted(issue: z.core.$ZodIssue, unit: string): string {
  switch (issue.code) {
    case "too_small":
      return `must be ${issue.inclusive === false ? "above" : "at least"} ${String(issue.minimum)}${unit}`;
    case "too_big":
      return `must be ${issue.inclusive === false ? "below" : "at most"} ${String(issue.maximum)}${unit}`;
    case "invalid_type":
      return `must be ${article(issue.expected)}${unit}`;
    case "invalid_value":
      return `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "not_multiple_of":
      return `must be a multiple of ${String(issue.divisor)}${unit}`;
    default:
      return issue.message.charAt(0).toLowerCase() + issue.message.slice(1).replace(/\.$/, "");
  }
}

function article(type: string): string {
  const names: Readonly<Record<string, string>> = {
    int: "an integer",
    number: "a finite number",
    string: "a text",
    boolean: "true or false",
    array: "a list",
    object: "an object",
  };
  return names[type] ?? `of type ${type}`;
}

/** What came; undefined would read as nothing having come. */
function shown(value: unknown): unknown {
  return value === undefined ? "nothing" : value;
}

function advice(issue: z.core.$ZodIssue, got: unknown, meta: FieldMeta | undefined): string | undefined {
  if (issue.code === "invalid_value") {
    const near = typeof got === "string" ? nearestName(got, issue.values.map(String)) : undefined;
    if (near !== undefined) return `did you mean ${near}`;
  }
  if (meta === undefined) return undefined;
  const range = meta.slider === undefined ? "" : `, usually from ${meta.slider[0]} to ${meta.slider[1]}`;
  return `it is ${meta.description.charAt(0).toLowerCase()}${meta.description.slice(1)}${range}`;
}
