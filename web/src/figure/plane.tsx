import type { Figure } from "@overparam/core";
import { useWidth } from "./use-width.ts";

type Panels = Extract<Figure, { kind: "plane" }>["panels"];

/** Neurons in the plane, one panel beside another, at one scale each: teachers as arrows, students as dots, paths as lines. */
export function Plane({ panels, summary }: { readonly panels: Panels; readonly summary: string }) {
  const { ref, width } = useWidth<HTMLDivElement>(600);
  const side = Math.min(260, width / Math.max(1, panels.length));
  return (
    <div ref={ref} role="img" aria-label={summary}>
      <svg viewBox={`0 0 ${width} ${side + 18}`} width={width} height={side + 18} aria-hidden="true">
        {panels.map((panel, k) => {
          const reach = Math.max(
            1e-12,
            ...[...panel.teachers, ...panel.students, ...panel.paths.flat()].map(([x, y]) => Math.max(Math.abs(x), Math.abs(y))),
          );
          const scale = (side / 2 - 14) / reach;
          const left = (width * (k + 0.5)) / panels.length;
          const at = ([x, y]: readonly [number, number]) => [left + x * scale, side / 2 + 14 - y * scale] as const;
          return (
            <g key={panel.title}>
              <text x={left} y={12} text-anchor="middle">
                {panel.title}
              </text>
              {panel.paths.map((path, i) => (
                <path
                  key={i}
                  class="path"
                  d={path
                    .map(
                      (point, j) =>
                        `${j === 0 ? "M" : "L"}${at(point)
                          .map((v) => v.toFixed(1))
                          .join(" ")}`,
                    )
                    .join("")}
                />
              ))}
              {panel.teachers.map((teacher, i) => {
                const [x, y] = at(teacher);
                return (
                  <g key={i}>
                    <line class="teacher" x1={left} y1={side / 2 + 14} x2={x} y2={y} />
                    <circle class="teacher-tip" cx={x} cy={y} r={3.5} />
                  </g>
                );
              })}
              {panel.students.map((student, i) => {
                const [x, y] = at(student);
                return <circle key={i} class="neuron" cx={x} cy={y} r={3.2} />;
              })}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
