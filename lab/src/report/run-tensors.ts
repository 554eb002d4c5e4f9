import type { Checkpoint, Layout, NamedTensors, RunRecord, Tensor } from "@overparam/core";

/**
 * A run as named arrays: `metrics.iteration`, `metrics.time`, `metrics.<observable>` ([n], or [n,k] for an array observable, NaN where there is no
 * value), and where its last state is known the parameters by the names of their blocks (`W` [m,d], …).
 */
export function runTensors(record: Pick<RunRecord, "samples">, checkpoint?: Checkpoint, layout?: Layout): NamedTensors {
  const { samples } = record;
  const rows = samples.length;
  const out: Record<string, Tensor> = {};
  const theta = checkpoint?.tensors.theta;
  if (theta !== undefined) {
    const blocks = layout?.blocks ?? [{ name: "theta", shape: [theta.length], offset: 0 }];
    for (const { name, shape, offset } of blocks) {
      const length = shape.reduce((product, side) => product * side, 1);
      out[name] = { shape, data: theta.slice(offset, offset + length) };
    }
  }
  out["metrics.iteration"] = { shape: [rows], data: Float64Array.from(samples, (sample) => sample.iteration) };
  out["metrics.time"] = { shape: [rows], data: Float64Array.from(samples, (sample) => sample.time) };
  for (const id of new Set(samples.flatMap((sample) => Object.keys(sample.values)))) {
    const values = samples.map((sample) => sample.values[id] ?? null);
    const width = values.reduce<number>(
      (widest, value) => (typeof value === "object" && value !== null ? Math.max(widest, value.length) : widest),
      0,
    );
    const data = new Float64Array(rows * Math.max(1, width)).fill(Number.NaN);
    values.forEach((value, i) => {
      if (typeof value === "number") data[i * Math.max(1, width)] = value;
      else value?.forEach((entry, k) => (data[i * width + k] = entry));
    });
    out[`metrics.${id}`] = { shape: width === 0 ? [rows] : [rows, width], data };
  }
  return out;
}
