/** A number of bytes as a person says it: `840 B`, `12 kB`, `3.4 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  for (const [unit, size] of [
    ["kB", 1e3],
    ["MB", 1e6],
    ["GB", 1e9],
  ] as const) {
    const count = bytes / size;
    if (count < 9.95) return `${count.toFixed(1)} ${unit}`;
    if (count < 999.5 || unit === "GB") return `${Math.round(count)} ${unit}`;
  }
  return `${bytes} B`;
}
