/** What the form knows of a setting, read from the JSON Schema of the config. */
export type Field = {
  readonly path: readonly string[];
  readonly says: string;
  readonly symbol: string;
  readonly unit: string;
  readonly group: string;
} & (
  | {
      readonly kind: "number";
      readonly integer: boolean;
      readonly low: number | undefined;
      readonly high: number | undefined;
      /** Range and movement of the slider; undefined where the schema gives no range. */
      readonly slider: readonly [number, number] | undefined;
      readonly scale: "linear" | "log";
      readonly optional: boolean;
    }
  | { readonly kind: "choice"; readonly options: readonly unknown[] }
  | { readonly kind: "switch" }
  | { readonly kind: "file"; readonly asset: string }
  | { readonly kind: "text" }
  | {
      readonly kind: "variants";
      readonly by: string;
      readonly variants: readonly { readonly value: unknown; readonly fields: readonly Field[] }[];
    }
  | { readonly kind: "fields"; readonly fields: readonly Field[] }
);

type Schema = Readonly<Record<string, unknown>>;

/** The fields of an object schema, in its order; `scale` has its own place on the page and is left out at the top. */
export function fieldsOf(schema: Schema, path: readonly string[] = []): readonly Field[] {
  return Object.entries(map(schema["properties"])).flatMap(([name, property]) =>
    path.length === 0 && name === "scale" ? [] : [fieldOf(map(property), [...path, name])],
  );
}

function fieldOf(outer: Schema, path: readonly string[]): Field {
  const { schema, optional } = unwrapped(outer);
  const common = {
    path,
    says: text(schema["description"]) || (path.at(-1) ?? ""),
    symbol: text(schema["symbol"]),
    unit: text(schema["unit"]),
    group: text(schema["group"]),
  };
  if (schema["asset"] !== undefined) return { ...common, kind: "file", asset: text(schema["asset"]) };
  const options = schema["enum"];
  if (Array.isArray(options)) return { ...common, kind: "choice", options };
  const variants = list(schema["oneOf"] ?? schema["anyOf"]);
  if (variants.length > 0) return variantsOf(common, variants, path);
  switch (schema["type"]) {
    case "boolean":
      return { ...common, kind: "switch" };
    case "object":
      return { ...common, kind: "fields", fields: fieldsOf(schema, path) };
    case "integer":
    case "number":
      return { ...common, kind: "number", ...numberOf(schema), optional };
    default:
      return { ...common, kind: "text" };
  }
}

function numberOf(schema: Schema) {
  const bound = (value: unknown) => (typeof value === "number" && Math.abs(value) < Number.MAX_SAFE_INTEGER ? value : undefined);
  const low = bound(schema["minimum"] ?? schema["exclusiveMinimum"]);
  const high = bound(schema["maximum"] ?? schema["exclusiveMaximum"]);
  const slider = list(schema["slider"]) as unknown as readonly number[];
  const [from = low, to = high] = slider;
  const scale = schema["scale"] === "log" ? ("log" as const) : ("linear" as const);
  const range = from === undefined || to === undefined || (scale === "log" && from <= 0) ? undefined : ([from, to] as const);
  return { integer: schema["type"] === "integer", low, high, slider: range, scale };
}

/** A union told apart by a constant field, e.g. `kind`; any other union is a text. */
function variantsOf(common: Omit<Extract<Field, { kind: "text" }>, "kind">, variants: readonly Schema[], path: readonly string[]): Field {
  const constants = variants.map((variant) => Object.entries(map(variant["properties"])).find(([, property]) => "const" in map(property)));
  const by = constants[0]?.[0];
  if (by === undefined || constants.some((constant) => constant?.[0] !== by)) return { ...common, kind: "text" };
  return {
    ...common,
    kind: "variants",
    by,
    variants: variants.map((variant, i) => ({
      value: map(constants[i]?.[1])["const"],
      fields: fieldsOf(variant, path).filter((field) => field.path.at(-1) !== by),
    })),
  };
}

/** Looks through `T | null`; what is said of the outer type stays. */
function unwrapped(outer: Schema): { readonly schema: Schema; readonly optional: boolean } {
  const variants = list(outer["anyOf"] ?? outer["oneOf"]);
  const real = variants.filter((variant) => variant["type"] !== "null");
  const only = real[0];
  if (variants.length === real.length || real.length !== 1 || only === undefined)
    return { schema: outer, optional: outer["default"] === undefined };
  const { anyOf: _any, oneOf: _one, ...said } = outer;
  return { schema: { ...only, ...said }, optional: true };
}

function map(value: unknown): Schema {
  return typeof value === "object" && value !== null ? (value as Schema) : {};
}

function list(value: unknown): readonly Schema[] {
  return Array.isArray(value) ? (value as readonly Schema[]) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
