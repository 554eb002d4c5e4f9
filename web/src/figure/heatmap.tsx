import type { Figure } from "@overparam/core";
import { number } from "../text/number.ts";
import { useWidth } from "./use-width.ts";
import { viridis } from "./viridis.ts";

type HeatmapFigure = Extract<Figure, { kind: "heatmap" }>;

/** Cells of equal size, coloured by value, with the colours' range beside them. */
export function Heatmap({ figure, summary }: { readonly figure: HeatmapFigure; readonly summary: string }) {
  const { ref, width } = useWidth<HTMLDivElement>(480);
  const { xs, ys, values } = figure;
  const height = 260;
  const [left, right, top, bottom] = [54, 62, 10, 40];
  const finite = values.filter(Number.isFinite);
  const low = Math.min(...finite);
  const high = Math.max(...finite);
  const across = (width - left - right) / xs.length;
  const down = (height - top - bottom) / ys.length;
  const thin = (n: number, room: number) => Math.max(1, Math.ceil(n / room));
  return (
    <div ref={ref} role="img" aria-label={summary}>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
        {ys.map((_, j) =>
          xs.map((__, i) => {
            const value = values[j * xs.length + i] ?? Number.NaN;
            const fill = Number.isFinite(value) ? viridis(high > low ? (value - low) / (high - low) : 0.5) : "none";
            return (
              <rect
                key={`${i}.${j}`}
                x={left + i * across}
                y={height - bottom - (j + 1) * down}
                width={across + 0.5}
                height={down + 0.5}
                fill={fill}
              />
            );
          }),
        )}
        {figure.marks?.map(({ x, y }, k) => (
          <circle
            key={k}
            class="mark"
            cx={left + (xs.indexOf(x) + 0.5) * across}
            cy={height - bottom - (ys.indexOf(y) + 0.5) * down}
            r={4}
            fill="var(--orange)"
            stroke="var(--paper)"
          />
        ))}
        {xs.map((x, i) =>
          i % thin(xs.length, 6) === 0 ? (
            <text key={x} x={left + (i + 0.5) * across} y={height - bottom + 16} text-anchor="middle">
              {number(x)}
            </text>
          ) : null,
        )}
        {ys.map((y, j) =>
          j % thin(ys.length, 6) === 0 ? (
            <text key={y} x={left - 8} y={height - bottom - (j + 0.5) * down + 4} text-anchor="end">
              {number(y)}
            </text>
          ) : null,
        )}
        <text x={(left + width - right) / 2} y={height - 5} text-anchor="middle">
          {figure.x.label}
        </text>
        <text transform={`translate(11 ${(top + height - bottom) / 2}) rotate(-90)`} text-anchor="middle">
          {figure.y.label}
        </text>
        {Array.from({ length: 24 }, (_, k) => (
          <rect
            key={k}
            x={width - right + 12}
            y={top + ((23 - k) * (height - top - bottom)) / 24}
            width={10}
            height={(height - top - bottom) / 24 + 0.5}
            fill={viridis(k / 23)}
          />
        ))}
        <text x={width - right + 26} y={top + 9}>
          {number(high)}
        </text>
        <text x={width - right + 26} y={height - bottom}>
          {number(low)}
        </text>
        <text x={width - right + 26} y={(top + height - bottom) / 2}>
          {figure.value}
        </text>
      </svg>
    </div>
  );
}
