import type { Measure } from "../objective/measure.ts";
import type { TestFrame } from "./frame.ts";

/** A measure and a place at which it has a value. */
export interface MeasureSubject {
  readonly name: string;
  open(): { readonly measure: Measure; readonly theta: Float64Array };
}

/** What every measure of a run has to be, with a gradient or without: blocks that tile the state, a repeatable value that leaves the state alone, an error bound. */
export function measureConformance(test: TestFrame, subject: MeasureSubject): void {
  const { describe, it, expect } = test;
  const using = (body: (measure: Measure, theta: Float64Array) => void) => () => {
    const { measure, theta } = subject.open();
    body(measure, theta);
    measure.close();
  };

  describe(`measure ${subject.name}`, () => {
    it(
      "has blocks that cover the state once, in order",
      using((measure, theta) => {
        let offset = 0;
        for (const { name, shape, offset: begins } of measure.layout.blocks) {
          expect(begins, `offset of ${name}`).toBe(offset);
          offset += shape.reduce((product, length) => product * length, 1);
        }
        expect(offset).toBe(measure.layout.size);
        expect(theta.length).toBe(measure.layout.size);
      }),
    );

    it(
      "gives the same finite value every time and leaves the state alone",
      using((measure, theta) => {
        const before = theta.slice();
        const value = measure.value(theta);
        expect(Number.isFinite(value)).toBe(true);
        expect(measure.value(theta)).toBe(value);
        expect(theta).toEqual(before);
      }),
    );

    it(
      "knows a bound of its rounding and a scale, both usable",
      using((measure, theta) => {
        const floor = measure.floor(theta);
        expect(Number.isFinite(floor) && floor >= 0, `floor ${floor}`).toBe(true);
        if (measure.scale !== undefined) expect(measure.scale > 0, `scale ${measure.scale}`).toBe(true);
      }),
    );
  });
}
