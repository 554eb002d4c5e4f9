import type { Figure, RunRecord, Sample } from "@overparam/core";
import { circleCount, sphereColumns, sphereRows } from "../certificate/grid.ts";
import type { Config } from "../config.ts";
import { certificateAxes, noticeable } from "../observables/certificate.ts";
import { entryOf, fact, factList } from "../reduce/values.ts";
import { short } from "./finding.ts";

type Point = readonly [number, number];
/** 180/π, rounded to double. */
const degrees = 57.29577951308232;

/** η all around at the end of one run, with the neurons where they are; d = 2 or 3. */
export function certificateFigure(records: readonly RunRecord<Config>[], atan2: (y: number, x: number) => number): readonly Figure[] {
  const [record] = records;
  if (record === undefined || records.length > 1) return [];
  const last = record.samples.findLast((sample) => Array.isArray(sample.values["certificateOnGrid"]));
  if (last === undefined) return [];
  const largest = Math.max(entryOf(last, "certificate", certificateAxes.top), entryOf(last, "certificate", certificateAxes.bottom));
  const says = `At the end max |η| = ${short(largest)}; the measure is optimal when it is 1 and η is the sign of every neuron at its direction.`;
  return fact(record, "d") === 2 ? circle(record, last, says, atan2) : sphere(record, last, says, atan2);
}

interface Neuron {
  readonly direction: readonly number[];
  readonly mass: number;
}

/** The noticeable neurons of a record. */
function neuronsOf(record: RunRecord<Config>, sample: Sample): readonly Neuron[] {
  const d = fact(record, "d");
  const rows = sample.values["positions"];
  const masses = sample.values["masses"];
  if (!Array.isArray(rows) || !Array.isArray(masses)) return [];
  return (masses as readonly number[]).flatMap((mass, j): readonly Neuron[] => {
    if (!(Math.abs(mass) > noticeable * fact(record, "r"))) return [];
    const row = (rows as readonly number[]).slice(j * d, (j + 1) * d);
    const norm = Math.sqrt(row.reduce((sum, entry) => sum + entry * entry, 0));
    return [{ direction: row.map((entry) => entry / norm), mass }];
  });
}

function circle(record: RunRecord<Config>, last: Sample, says: string, atan2: (y: number, x: number) => number): readonly Figure[] {
  const eta = last.values["certificateOnGrid"] as readonly number[];
  const angles = Array.from({ length: circleCount + 1 }, (_, i) => (360 * i) / circleCount);
  const around = [...eta, eta[0] as number];
  const neurons = neuronsOf(record, last);
  const at = neurons
    .map(({ direction: [x = 0, y = 0], mass }) => ({ angle: (degrees * atan2(y, x) + 360) % 360, side: Math.sign(mass) }))
    .sort((a, b) => a.angle - b.angle);
  const runs = [record.id];
  return [
    {
      id: "certificate",
      title: "The certificate around the circle",
      caption: `η against the angle, and the neurons at their signs. ${says}`,
      runs,
      kind: "lines",
      x: { label: "angle of u, degrees", scale: "linear" },
      y: { label: "η(u)", scale: "linear" },
      series: [
        { label: "η", role: "measured", x: angles, y: around },
        // Dots: each neuron is a series of one point, so that no line joins them.
        ...at.map(({ angle, side }) => ({ label: "", role: "measured" as const, x: [angle], y: [side], marks: true })),
        { label: "1", role: "predicted", x: [0, 360], y: [1, 1] },
        { label: "−1", role: "predicted", x: [0, 360], y: [-1, -1] },
      ],
    },
    {
      id: "certificate-circle",
      title: "The certificate on the circle",
      caption: `|η(u)| as the distance from the middle in the direction u, inside the unit circle; neurons on the circle, teachers as arrows. ${says}`,
      runs,
      kind: "plane",
      panels: [
        {
          title: `M = ${fact(record, "m")}, ${neurons.length} neurons left`,
          teachers: teachersOf(record),
          students: neurons.map(({ direction: [x = 0, y = 0] }): Point => [x, y]),
          paths: [ring(eta, () => 1), ring(eta, (value) => Math.abs(value))],
        },
      ],
    },
  ];
}

/** A closed curve around the grid of the circle. */
function ring(eta: readonly number[], radius: (value: number) => number): readonly Point[] {
  // Half-angle steps by rotation: cos and sin of 2° (exact functions only draw this picture).
  const [c, s] = [0.9993908270190958, 0.03489949670250097];
  let [x, y] = [1, 0];
  return [...eta, eta[0] as number].map((value): Point => {
    const point: Point = [radius(value) * x, radius(value) * y];
    [x, y] = [c * x - s * y, s * x + c * y];
    return point;
  });
}

function teachersOf(record: RunRecord<Config>): readonly Point[] {
  const rows = factList(record, "teacher");
  return Array.from({ length: rows.length / 2 }, (_, i): Point => [rows[2 * i] as number, rows[2 * i + 1] as number]);
}

function sphere(record: RunRecord<Config>, last: Sample, says: string, atan2: (y: number, x: number) => number): readonly Figure[] {
  const xs = Array.from({ length: sphereColumns }, (_, i) => Math.round((((i + 0.5) * 360) / sphereColumns - 180) * 100) / 100);
  const ys = Array.from({ length: sphereRows }, (_, i) => Math.round((((i + 0.5) * 180) / sphereRows - 90) * 100) / 100);
  const eta = last.values["certificateOnGrid"] as readonly number[];
  const place = ([x = 0, y = 0, z = 0]: readonly number[]) => ({
    x: xs[Math.min(sphereColumns - 1, Math.floor(((degrees * atan2(y, x) + 180) / 360) * sphereColumns))] as number,
    y: ys[Math.min(sphereRows - 1, Math.floor(((90 + degrees * atan2(z, Math.sqrt(x * x + y * y))) / 180) * sphereRows))] as number,
  });
  return [
    {
      id: "certificate",
      title: "The certificate on the sphere",
      caption: `η by longitude and latitude, and the neurons that are left. ${says}`,
      runs: [record.id],
      kind: "heatmap",
      x: { label: "longitude, degrees", scale: "linear" },
      y: { label: "latitude, degrees", scale: "linear" },
      value: "η",
      xs,
      ys,
      // The grid begins at the north pole, the figure's rows at the bottom.
      values: ys.flatMap((_, row) => eta.slice((sphereRows - 1 - row) * sphereColumns, (sphereRows - row) * sphereColumns)),
      marks: neuronsOf(record, last).map(({ direction }) => place(direction)),
    },
  ];
}
