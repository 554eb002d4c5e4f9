/**
 * The next width to try: 2, 4, 8, … until one reaches the target, then halfway between the widest that does not and the narrowest that does, on even widths.
 *
 * Takes it that a wider network does no worse; where the widths that were tried say otherwise, the narrowest that reached the target counts.
 *
 * @param tried which widths reached the target
 * @param most the largest width, even
 * @returns undefined when the narrowest is known, or none up to `most` reaches it
 */
export function nextWidth(tried: ReadonlyMap<number, boolean>, most: number): number | undefined {
  const reached = narrowest(tried);
  if (reached === undefined) {
    const widest = [...tried.keys()].reduce((a, b) => Math.max(a, b), 0);
    if (widest === 0) return Math.min(2, most);
    return widest >= most ? undefined : Math.min(2 * widest, most);
  }
  const short = [...tried].filter(([width, met]) => !met && width < reached).reduce((a, [width]) => Math.max(a, width), 0);
  const between = 2 * Math.floor((short + reached) / 4);
  return reached - short <= 2 ? undefined : between;
}

/** The narrowest width that reached the target. */
export function narrowest(tried: ReadonlyMap<number, boolean>): number | undefined {
  const widths = [...tried].filter(([, met]) => met).map(([width]) => width);
  return widths.length === 0 ? undefined : widths.reduce((a, b) => Math.min(a, b));
}
