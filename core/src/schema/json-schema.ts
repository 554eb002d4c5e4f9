import type { ConfigSchema } from "./schema.ts";
import { z } from "zod";

/** The JSON Schema (draft 2020-12) of a config as a user writes it: fields with defaults may be left out; descriptions, symbols and units stand beside the types. */
export function jsonSchema<C>(schema: ConfigSchema<C>): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(schema, { io: "input" }) as Readonly<Record<string, unknown>>;
}
