import type { Figure, RunRecord } from "@overparam/core";
import type { Config } from "../config.ts";
import { circleCount } from "../observables/on-the-circle.ts";
import { fact } from "../reduce/values.ts";

/** 180/π, rounded to double. */
const degrees = 57.29577951308232;
/** Neurons below this part of the heaviest are left out. */
const noticeable = 1e-3;

/** g/λ around the circle at the end of one run, with the neurons at their signs; neurons of two inputs. */
export function aroundFigure(records: readonly RunRecord<Config>[], atan2: (y: number, x: number) => number): readonly Figure[] {
  const [record] = records;
  const values = record?.samples.at(-1)?.values["aroundTheCircle"];
  if (record === undefined || records.length > 1 || !Array.isArray(values)) return [];
  const all = values as readonly number[];
  const eta = all.slice(0, circleCount);
  const neurons = Array.from({ length: fact(record, "m") }, (_, j) => {
    const [a, x, y] = all.slice(circleCount + 3 * j, circleCount + 3 * j + 3) as [number, number, number];
    return { angle: (degrees * atan2(y, x) + 360) % 360, side: Math.sign(a), mass: Math.abs(a) * Math.sqrt(x * x + y * y) };
  });
  const heaviest = neurons.reduce((most, { mass }) => Math.max(most, mass), 0);
  const left = neurons.filter(({ mass }) => mass > noticeable * heaviest);
  return [
    {
      id: "around",
      title: "The certificate around the circle",
      caption: `g/λ against the direction of a new neuron, and the ${left.length} neurons at their signs. The network is optimal when g/λ stays within ±1 and each neuron sits where it is its sign.`,
      runs: [record.id],
      kind: "lines",
      x: { label: "angle of u, degrees", scale: "linear" },
      y: { label: "g(u)/λ", scale: "linear" },
      series: [
        {
          label: "g/λ",
          role: "measured",
          x: Array.from({ length: circleCount + 1 }, (_, i) => (360 * i) / circleCount),
          y: [...eta, eta[0] as number],
        },
        ...left.map(({ angle, side }) => ({ label: "", role: "measured" as const, x: [angle], y: [side], marks: true })),
        { label: "1", role: "predicted", x: [0, 360], y: [1, 1] },
        { label: "−1", role: "predicted", x: [0, 360], y: [-1, -1] },
      ],
    },
  ];
}
