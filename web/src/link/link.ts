import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";

/** What a link restores: which study, which settings, which seed, and how far the run had come. */
export interface Linked {
  readonly study: string;
  /** The settings that depart from the defaults. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly iteration: number;
}

/** Largest text that a link may unpack to, in bytes. */
const most = 65_536;

/** Packs a state into the part of an address after `#`: JSON, deflate, base64url. */
export function toFragment(linked: Linked): string {
  const json = JSON.stringify({ v: 1, s: linked.study, c: linked.config, n: linked.seed, i: linked.iteration });
  const packed = deflateSync(strToU8(json), { level: 9 });
  return btoa(String.fromCharCode(...packed))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");
}

/** Reads a fragment back; a sentence where it is not one of ours, undefined where there is none. */
export function fromFragment(fragment: string): Linked | { readonly sentence: string } | undefined {
  const text = fragment.replace(/^#/, "");
  if (text === "") return undefined;
  const bad = (why: string) => ({
    sentence: `The link could not be read (${why}), so the page shows its defaults; ask for the link again.`,
  });
  if (!/^[\w-]+$/.test(text)) return bad("it holds characters that no link of this page has");
  let json: unknown;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
    const out = inflateSync(bytes, { out: new Uint8Array(most) });
    json = JSON.parse(strFromU8(out));
  } catch {
    return bad("it is cut off or changed");
  }
  if (!isMap(json) || json["v"] !== 1) return bad("it was made by another version of the page");
  const { s, c, n, i } = json;
  if (typeof s !== "string" || !isMap(c) || !whole(n) || !whole(i)) return bad("a part of it is missing");
  return { study: s, config: c, seed: n, iteration: i };
}

function whole(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
