import fc from "fast-check";
import { deflateSync, strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { fromFragment, toFragment } from "../src/link/link.ts";

const packed = (text: string) =>
  btoa(String.fromCharCode(...deflateSync(strToU8(text))))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

describe("a link", () => {
  it("gives back what was put in", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.dictionary(
          fc.string().filter((key) => key !== "__proto__"),
          fc.jsonValue(),
        ),
        fc.nat(),
        fc.nat(),
        (study, config, seed, iteration) => {
          const linked = JSON.parse(JSON.stringify({ study, config, seed, iteration }));
          const fragment = toFragment(linked);
          expect(fragment).toMatch(/^[\w-]+$/);
          expect(fromFragment(`#${fragment}`)).toEqual(linked);
        },
      ),
    );
  });

  it("is nothing where there is none", () => expect(fromFragment("")).toBeUndefined());

  it.each([
    ["letters of another alphabet", "#a%20b"],
    ["no packed text", "#hello"],
    ["a cut link", `#${toFragment({ study: "tiny", config: { students: 12 }, seed: 1, iteration: 9 }).slice(0, -9)}`],
    ["another version", `#${packed('{"v":2}')}`],
    ["no study", `#${packed('{"v":1,"c":{},"n":1,"i":0}')}`],
    ["a negative seed", `#${packed('{"v":1,"s":"tiny","c":{},"n":-1,"i":0}')}`],
    ["a text that unpacks to a flood", `#${packed(" ".repeat(10_000_000))}`],
  ])("that is %s is told in one sentence", (_, fragment) => {
    const read = fromFragment(fragment);
    expect(read).toHaveProperty("sentence");
    expect((read as { sentence: string }).sentence).toMatch(
      /^The link could not be read \([^\n]+\), so the page shows its defaults; ask for the link again\.$/,
    );
  });
});
