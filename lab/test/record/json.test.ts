import fc from "fast-check";
import { expect, it } from "vitest";
import { canonicalNumbers } from "../../src/record/canonical-numbers.ts";
import { decodeNumber } from "../../src/record/decode-number.ts";
import { encodeJson } from "../../src/record/encode-json.ts";

it("gives every double back, −0 as 0", () => {
  fc.assert(
    fc.property(fc.double(), (x) => {
      expect(decodeNumber(JSON.parse(encodeJson(x)))).toBe(x === 0 ? 0 : x);
    }),
  );
});

it("writes the three numbers that JSON lacks by name", () => {
  expect(encodeJson([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, undefined, new Float64Array([1])])).toBe(
    '["NaN","Infinity","-Infinity",0,null,[1]]',
  );
});

it("makes of data what its written form gives back", () => {
  const value = fc.letrec((tie) => ({
    leaf: fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.constant(undefined),
    ),
    node: fc.oneof(
      { depthSize: "small" },
      tie("leaf"),
      fc.array(tie("node")),
      fc.dictionary(
        fc.string().filter((key) => key !== "__proto__"),
        tie("node"),
        { noNullPrototype: true },
      ),
      fc.float64Array({ noNaN: true, noDefaultInfinity: true }),
    ),
  })).node;
  fc.assert(
    fc.property(fc.array(value), (data) => {
      expect(canonicalNumbers(data)).toEqual(JSON.parse(encodeJson(data)));
    }),
  );
});
