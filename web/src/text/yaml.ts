/** Plain data as YAML: block maps, flow lists, strings quoted where YAML would read something else. */
export function yaml(value: Readonly<Record<string, unknown>>, indent = ""): string {
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => {
      if (isMap(inner)) return `${indent}${scalar(key)}:\n${yaml(inner, `${indent}  `)}`;
      return `${indent}${scalar(key)}: ${scalar(inner)}\n`;
    })
    .join("");
}

function scalar(value: unknown): string {
  if (typeof value === "string")
    return /^[A-Za-z][\w./-]*$/.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value) ? value : JSON.stringify(value);
  return JSON.stringify(value);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
