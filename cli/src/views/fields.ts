import type { FieldMeta, Study } from "@overparam/core";
import { jsonSchema } from "@overparam/core";
import { texText } from "./tex-text.ts";

/** One setting of a study, for people. */
export interface FieldRow {
  readonly name: string;
  readonly standard: string;
  readonly says: string;
  /** `2 to 512`, `near | random`, with the unit. */
  readonly range: string;
}

interface Property extends Partial<FieldMeta> {
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly anyOf?: readonly Property[];
  readonly oneOf?: readonly Property[];
}

/** The settings of a study with their defaults and ranges, read off its JSON Schema. */
export function fieldRows(study: Study): FieldRow[] {
  const schema = jsonSchema(study.config) as { readonly properties?: Readonly<Record<string, Property>> };
  return Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const symbol = property.symbol === undefined || property.symbol === "" ? "" : ` (${texText(property.symbol)})`;
    const unit = property.unit === undefined || property.unit === "" ? "" : `, in ${property.unit}`;
    return {
      name,
      standard:
        property.default === undefined
          ? ""
          : typeof property.default === "object"
            ? JSON.stringify(property.default)
            : String(property.default),
      says: (property.description ?? "") + symbol,
      range: (property.asset === undefined ? rangeText(property) : "a file") + unit,
    };
  });
}

function rangeText(property: Property): string {
  const choices = property.enum ?? (property.anyOf ?? property.oneOf)?.flatMap((each) => (each.const === undefined ? [] : [each.const]));
  if (choices !== undefined && choices.length > 0) return choices.map(String).join(" | ");
  const low = property.minimum ?? property.exclusiveMinimum;
  const high = property.maximum ?? property.exclusiveMaximum;
  const closed = high !== undefined && Math.abs(high) < Number.MAX_SAFE_INTEGER;
  const above = property.exclusiveMinimum === undefined ? "at least" : "above";
  if (low !== undefined && low > -Number.MAX_SAFE_INTEGER) return closed ? `${low} to ${high}` : `${above} ${low}`;
  return closed ? `at most ${high}` : "";
}
