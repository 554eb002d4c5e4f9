/**
 * Family and given names of an author written "Given Family", "Family, Given", or "{A Group}" (kept whole, no given name).
 *
 * Particles (van, de, von, …) before the last word belong to the family name.
 */
export function authorParts(author: string): { readonly family: string; readonly given: string } {
  const whole = /^\{(.*)\}$/.exec(author.trim());
  if (whole?.[1] !== undefined) return { family: whole[1], given: "" };
  const comma = author.indexOf(",");
  if (comma !== -1) return { family: author.slice(0, comma).trim(), given: author.slice(comma + 1).trim() };
  const words = author.trim().split(/\s+/);
  let first = words.length - 1;
  while (first > 1 && /^(van|von|de|der|den|del|della|di|da|la|le|du|ten|ter|zu)$/.test(words[first - 1] ?? "")) first--;
  return { family: words.slice(first).join(" "), given: words.slice(0, first).join(" ") };
}
