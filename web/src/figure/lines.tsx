import type { Axis, Series } from "@overparam/core";
import { linearScale, logScale, type Scale } from "./scale.ts";
import { useWidth } from "./use-width.ts";

/** Width of a letter of a label, in pixels. */
const perLetter = 6.9;

export interface LinesProps {
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly LineSeries[];
  readonly height: number;
  /** Text alternative. */
  readonly summary: string;
  readonly xRange?: readonly [number, number] | undefined;
  /** Where the run is. */
  readonly dot?: { readonly x: number; readonly y: number } | undefined;
}

export interface LineSeries extends Series {
  /** Recorded, but after the moment shown. */
  readonly ahead?: boolean;
}

/** Curves with their labels at their ends; decades as grid; measured blue and solid, predicted orange and dashed. */
export function Lines({ x, y, series, height, summary, xRange, dot }: LinesProps) {
  const { ref, width } = useWidth<HTMLDivElement>(600);
  const left = 54;
  const longest = Math.max(0, ...series.map((one) => one.label.length));
  const right = Math.min(width * 0.3, 14 + longest * perLetter);
  const top = 12;
  const bottom = 40;
  const points = series.flatMap((one) => one.x.map((at, i) => [at, one.y[i] ?? Number.NaN, one.low?.[i], one.high?.[i]] as const));
  const xs = range([...points.map(([at]) => at), ...(xRange ?? [])], x.scale);
  const ys = range([...points.flatMap(([, at, low, high]) => [at, low ?? at, high ?? at]), ...(dot === undefined ? [] : [dot.y])], y.scale);
  const across = scaled(x, x.scale === "log" ? xs : xs, left, Math.max(left + 60, width - right), Math.max(2, width / 110));
  const down = scaled(y, y.scale === "log" ? decades(ys) : padded(ys), height - bottom, top, height / 46);
  const place = (one: LineSeries, values: readonly number[]) =>
    one.x
      .map((at, i) => [across.at(at), down.at(values[i] ?? Number.NaN)] as const)
      .filter(([px, py]) => Number.isFinite(px) && Number.isFinite(py));
  const drawn = series.map((one) => ({ one, line: place(one, one.y) }));
  const ends = spread(
    drawn.map(({ line }) => rightEnd(line)?.[1] ?? top),
    top + 6,
    height - bottom - 2,
  );
  return (
    <div ref={ref} role="img" aria-label={summary}>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
        {across.minor.map((value) => (
          <line key={`m${value}`} class="grid" x1={across.at(value)} x2={across.at(value)} y1={top} y2={height - bottom} />
        ))}
        {down.minor.map((value) => (
          <line key={`n${value}`} class="grid" x1={left} x2={width - right} y1={down.at(value)} y2={down.at(value)} />
        ))}
        {across.ticks.map(({ value, label }) => (
          <g key={`x${value}`}>
            <line class="grid" x1={across.at(value)} x2={across.at(value)} y1={top} y2={height - bottom} />
            <text x={across.at(value)} y={height - bottom + 16} text-anchor="middle">
              {label}
            </text>
          </g>
        ))}
        {down.ticks.map(({ value, label }) => (
          <g key={`y${value}`}>
            <line class="grid" x1={left} x2={width - right} y1={down.at(value)} y2={down.at(value)} />
            <text x={left - 8} y={down.at(value) + 4} text-anchor="end">
              {label}
            </text>
          </g>
        ))}
        <text x={(left + width - right) / 2} y={height - 5} text-anchor="middle">
          {x.label}
        </text>
        <text transform={`translate(11 ${(top + height - bottom) / 2}) rotate(-90)`} text-anchor="middle">
          {y.label}
        </text>
        {series.map((one, i) =>
          one.low === undefined || one.high === undefined ? null : (
            <path
              key={`b${i}`}
              class="band"
              d={`${path(place(one, one.low))} ${path([...place(one, one.high)].reverse()).replace("M", "L")}Z`}
            />
          ),
        )}
        {drawn.map(({ one, line }, i) => (
          <g key={`s${i}`}>
            <path
              class={`${one.role}${one.ahead === true ? " ahead" : ""}`}
              style={one.role === "measured" ? `stroke:${shade(i, series)}` : ""}
              d={path(line)}
            />
            {one.marks === true &&
              line.map(([px, py], k) => (
                <circle key={k} class="dot" cx={px} cy={py} r={2.5} style={one.role === "predicted" ? "fill:var(--orange)" : ""} />
              ))}
          </g>
        ))}
        {drawn.map(({ one, line }, i) => {
          const end = rightEnd(line);
          if (end === undefined || one.label === "") return null;
          // A label that has no room beside its line ends at the edge and lies over the drawing.
          const fits = end[0] + 8 + one.label.length * perLetter <= width;
          return (
            <text
              key={`l${i}`}
              class={`${one.role}-label halo`}
              style={one.role === "measured" ? `fill:${shade(i, series)}` : ""}
              x={fits ? end[0] + 8 : width - 2}
              text-anchor={fits ? "start" : "end"}
              y={(ends[i] ?? end[1]) + (fits ? 4 : -6)}
            >
              {one.label}
            </text>
          );
        })}
        {dot !== undefined && Number.isFinite(across.at(dot.x)) && Number.isFinite(down.at(dot.y)) && (
          <circle class="dot" cx={across.at(dot.x)} cy={down.at(dot.y)} r={4} />
        )}
      </svg>
    </div>
  );
}

/** Measured curves are blue; several are told apart by how much ink is in it, besides their labels. */
function shade(index: number, series: readonly LineSeries[]): string {
  const named = series.filter((one) => one.role === "measured" && one.ahead !== true);
  const place = named.indexOf(series[index] as LineSeries);
  if (place <= 0 || named.length < 2) return "var(--blue)";
  return `color-mix(in srgb, var(--blue) ${Math.round(100 - (60 * place) / (named.length - 1))}%, var(--ink))`;
}

function scaled(axis: Axis, [low, high]: readonly [number, number], from: number, to: number, room: number): Scale {
  return (axis.scale === "log" ? logScale : linearScale)(low, high, from, to, room);
}

function range(values: readonly number[], scale: Axis["scale"]): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value) || (scale === "log" && value <= 0)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return scale === "log" ? [0.1, 1] : [0, 1];
  return low === high ? (scale === "log" ? [low / 2, high * 2] : [low - 1, high + 1]) : [low, high];
}

/** Whole decades, so that the axis does not move with every point. */
function decades([low, high]: readonly [number, number]): readonly [number, number] {
  if (high / low < 10) return [low / 1.15, high * 1.15];
  return [10 ** Math.floor(Math.log10(low) + 1e-9), 10 ** Math.ceil(Math.log10(high) - 1e-9)];
}

function padded([low, high]: readonly [number, number]): readonly [number, number] {
  const room = (high - low) * 0.06;
  return [low - room, high + room];
}

/** Where a line's label goes: its rightmost point, which is not its last where time runs to the left. */
function rightEnd(line: readonly (readonly [number, number])[]): readonly [number, number] | undefined {
  return line.reduce<readonly [number, number] | undefined>(
    (best, point) => (best === undefined || point[0] >= best[0] ? point : best),
    undefined,
  );
}

function path(points: readonly (readonly [number, number])[]): string {
  return points.map(([px, py], i) => `${i === 0 ? "M" : "L"}${px.toFixed(1)} ${py.toFixed(1)}`).join("");
}

/** Moves labels apart, top to bottom, so that none lies on another. */
function spread(wanted: readonly number[], low: number, high: number): readonly number[] {
  const gap = 14;
  const order = wanted.map((_, i) => i).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const out = wanted.map((value) => Math.min(Math.max(value, low), high));
  for (let k = 1; k < order.length; k++) {
    const here = order[k] ?? 0;
    out[here] = Math.max(out[here] ?? 0, (out[order[k - 1] ?? 0] ?? 0) + gap);
  }
  for (let k = order.length - 1; k >= 0; k--) {
    const here = order[k] ?? 0;
    const below = k + 1 < order.length ? (out[order[k + 1] ?? 0] ?? 0) - gap : high;
    out[here] = Math.min(out[here] ?? 0, below);
  }
  return out;
}
