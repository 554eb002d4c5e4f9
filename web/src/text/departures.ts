/** The settings that differ from the defaults, nested as they are. */
export function departures(
  config: Readonly<Record<string, unknown>>,
  defaults: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(config)) {
    const standard = defaults[key];
    if (JSON.stringify(value) === JSON.stringify(standard)) continue;
    out[key] =
      isMap(value) && isMap(standard) && value["kind"] === standard["kind"]
        ? { ...(value["kind"] === undefined ? {} : { kind: value["kind"] }), ...departures(value, standard) }
        : value;
  }
  return out;
}

/** Flattens nested settings to dotted names: `{ start: { kind: "near" } }` → `[["start.kind", "near"]]`. */
export function dotted(config: Readonly<Record<string, unknown>>, before = ""): readonly (readonly [string, unknown])[] {
  return Object.entries(config).flatMap(([key, value]) =>
    isMap(value) ? dotted(value, `${before}${key}.`) : [[`${before}${key}`, value] as const],
  );
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
