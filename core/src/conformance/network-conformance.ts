import { type Engine, parameterCount } from "@overparam/kernels";
import type { TwoLayer } from "@overparam/kernels";
import { teacherLabels } from "../data/teacher-labels.ts";
import { neurons } from "../network/neurons.ts";
import { twoLayerLayout } from "../network/two-layer-layout.ts";
import { fold } from "../random/fold.ts";
import { normal } from "../random/normal.ts";
import { rootKey } from "../random/root-key.ts";
import { awkwardSizes } from "./awkward-sizes.ts";
import type { TestFrame } from "./frame.ts";

/** A network at the sizes to try. */
export interface NetworkSubject {
  readonly name: string;
  open(sizes: { readonly students: number; readonly inputs: number }): TwoLayer;
}

/** What every network has to be: a layout that covers its parameters once, and the function that its neurons make. */
export function networkConformance(test: TestFrame, subject: NetworkSubject, engine: Engine): void {
  const { describe, it, expect } = test;
  describe(`network ${subject.name} on ${engine.backend}`, () => {
    for (const size of awkwardSizes) {
      for (const network of [subject.open({ students: size, inputs: 3 }), subject.open({ students: 4, inputs: size })]) {
        const label = `m = ${network.students}, d = ${network.inputs}`;
        it(`has blocks that cover its parameters once, in order (${label})`, () => {
          const layout = twoLayerLayout(network);
          let offset = 0;
          for (const block of layout.blocks) {
            expect(block.offset).toBe(offset);
            offset += block.shape.reduce((product, extent) => product * extent, 1);
          }
          expect(offset).toBe(layout.size);
          expect(layout.size).toBe(parameterCount(network));
        });

        it(`computes Σ c_i σ(A_i·x) of its neurons (${label})`, () => {
          const key = fold(rootKey("conformance", 4), label);
          const theta = new Float64Array(parameterCount(network));
          normal(engine.math, fold(key, "theta"), theta);
          const x = new Float64Array(11 * network.inputs);
          normal(engine.math, fold(key, "inputs"), x);
          const { directions, weights } = neurons(network, theta);
          const expected = teacherLabels(network.activation, { directions, weights }, x, network.inputs);
          const problem = engine.sampled.open(network, { x, y: new Float64Array(11) });
          const outputs = new Float64Array(11);
          problem.forward(theta, outputs);
          // Σ |c_i| |A_i·x_i| ≤ Σ |mass_i| ‖x‖, times the roundings of a sum of m·d terms.
          const mass = neurons(network, theta).masses.reduce((sum, entry) => sum + Math.abs(entry), 0);
          outputs.forEach((output, i) => {
            const length = Math.sqrt(
              x.subarray(i * network.inputs, (i + 1) * network.inputs).reduce((sum, entry) => sum + entry * entry, 0),
            );
            const bound = 2.3e-16 * (network.students + network.inputs + 4) * mass * length;
            expect(Math.abs(output - (expected[i] as number)), `output ${i}`).toBeLessThanOrEqual(bound);
          });
          problem.close();
        });
      }
    }
  });
}
