import type { NeuronCloud } from "@overparam/core";
import { studentsNow, waysSoFar } from "./oriented.ts";
import { useWidth } from "./use-width.ts";

export interface CloudProps {
  readonly cloud: NeuronCloud;
  readonly past: readonly NeuronCloud[];
  readonly summary: string;
}

/** Neurons with two inputs: now on the circle, before on rings inside it. */
export function Circle({ cloud, past, summary }: CloudProps) {
  const { ref, width } = useWidth<HTMLDivElement>(300);
  const height = 250;
  const radius = Math.min(height, width) / 2 - 24;
  const [cx, cy] = [width / 2, height / 2];
  const place = (unit: readonly number[], reach: number) => [cx + (unit[0] ?? 0) * reach, cy - (unit[1] ?? 0) * reach] as const;
  const norms = Array.from({ length: cloud.teachers.length / 2 }, (_, i) =>
    Math.hypot(cloud.teachers[2 * i] ?? 0, cloud.teachers[2 * i + 1] ?? 0),
  );
  const longest = Math.max(...norms, 1e-12);
  const now = studentsNow(cloud);
  const order = Array.from(cloud.masses.keys()).sort((a, b) => (cloud.masses[b] ?? 0) - (cloud.masses[a] ?? 0));
  return (
    <div ref={ref} role="img" aria-label={summary}>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
        <circle cx={cx} cy={cy} r={radius} fill="none" stroke="var(--line)" />
        {waysSoFar(past, cloud).map((way, i) => (
          <path
            key={i}
            class="path"
            d={way
              .flatMap((unit, k) => (unit === null ? [] : [place(unit, radius * (0.3 + (0.7 * (k + 1)) / way.length))]))
              .map(([x, y], k) => `${k === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`)
              .join("")}
          />
        ))}
        {norms.map((norm, i) => {
          const unit = [(cloud.teachers[2 * i] ?? 0) / norm, (cloud.teachers[2 * i + 1] ?? 0) / norm];
          const [x, y] = place(unit, radius * (norm / longest) * 1.12);
          const [bx, by] = place(unit, radius * (norm / longest) * 1.12 - 9);
          const [px, py] = [(unit[1] ?? 0) * 4, (unit[0] ?? 0) * 4];
          return (
            <g key={i}>
              <line class="teacher" x1={cx} y1={cy} x2={bx} y2={by} />
              <path class="teacher-tip" d={`M${x} ${y}L${bx + px} ${by + py}L${bx - px} ${by - py}Z`} />
            </g>
          );
        })}
        {order.map((i) => {
          const unit = now[i];
          if (unit === null || unit === undefined) return null;
          const [x, y] = place(unit, radius);
          return <circle key={i} class="neuron" cx={x} cy={y} r={Math.max(1.5, 13 * Math.sqrt((cloud.masses[i] ?? 0) / longest))} />;
        })}
      </svg>
    </div>
  );
}
