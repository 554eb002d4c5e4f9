import { diagramFigure, diagramValueText, type PhaseDiagram, valueRange } from "@overparam/lab/diagram";
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { useWidth } from "../figure/use-width.ts";
import { viridis } from "../figure/viridis.ts";
import { cursor, held, type Place, sweep } from "../state/sweep.ts";
import { number } from "../text/number.ts";
import { cellPixels, paintCells } from "./paint-cells.ts";

const [left, right, top, bottom] = [64, 104, 10, 42];

/** The cells of a diagram in colour, with contour lines; the pointer or the arrow keys choose a cell, a click or Enter holds it. */
export function SweepHeatmap({ diagram }: { readonly diagram: PhaseDiagram }) {
  const { ref, width } = useWidth<HTMLDivElement>(560);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { x, y } = diagram;
  const [columns, lines] = [x.values.length, y.values.length];
  const inner = Math.max(40, width - left - right);
  const tall = Math.round(Math.min(420, Math.max(lines === 1 ? 60 : 180, (inner * lines) / columns)));
  const pixels = useMemo(() => cellPixels(diagram), [diagram]);
  const drawing = useContours(diagram);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const density = Math.min(3, devicePixelRatio || 1);
    element.width = Math.round(inner * density);
    element.height = Math.round(tall * density);
    paintCells(element, pixels);
  }, [pixels, inner, tall]);

  const placeAt = (event: PointerEvent): Place | null => {
    const box = canvas.current?.getBoundingClientRect();
    if (box === undefined || box.width === 0) return null;
    const i = Math.floor(((event.clientX - box.left) / box.width) * columns);
    const j = lines - 1 - Math.floor(((event.clientY - box.top) / box.height) * lines);
    return i >= 0 && i < columns && j >= 0 && j < lines ? { x: i, y: j } : null;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const move = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
    const at = cursor.value ?? held.value ?? { x: 0, y: 0 };
    if (move !== undefined) {
      const [dx = 0, dy = 0] = move;
      const moved = cursor.value === null ? at : { x: clamp(at.x + dx, columns), y: clamp(at.y + dy, lines) };
      cursor.value = moved;
    } else if (event.key === "Home") cursor.value = { ...at, x: 0 };
    else if (event.key === "End") cursor.value = { ...at, x: columns - 1 };
    else if (event.key === "Enter" || event.key === " ") held.value = at;
    else if (event.key === "Escape") held.value = null;
    else return;
    event.preventDefault();
  };
  const marked = cursor.value ?? held.value;
  const box = (place: Place, name: string) => (
    <rect
      class={name}
      x={left + (place.x * inner) / columns}
      y={top + ((lines - 1 - place.y) * tall) / lines}
      width={Math.max(2, inner / columns)}
      height={Math.max(2, tall / lines)}
    />
  );
  // One path for all lines: there may be a thousand of them.
  const path = useMemo(() => {
    const [across, down] = [inner / columns, tall / lines];
    const at = (px: number, py: number) => `${(left + px * across).toFixed(1)} ${(top + tall - py * down).toFixed(1)}`;
    return drawing.map(({ points }) => `M${points.map(([px, py]) => at(px, py)).join("L")}`).join("");
  }, [drawing, inner, tall]);
  const range = valueRange(diagram);
  const [low, high] = range.domain ?? [Number.NaN, Number.NaN];
  const summary = `${diagramValueText(diagram.value)} over ${columns} values of ${x.name} and ${lines} of ${y.name}. Arrow keys choose a cell, Enter holds it and lists its runs.`;
  return (
    <div
      ref={ref}
      class="sweep-map"
      role="application"
      aria-label={summary}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the cells are chosen by keys
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerMove={(event) => {
        cursor.value = placeAt(event);
      }}
      onPointerLeave={() => {
        cursor.value = null;
      }}
      onClick={(event) => {
        const place = placeAt(event as unknown as PointerEvent);
        if (place !== null) held.value = place;
      }}
    >
      <canvas ref={canvas} style={{ left: `${left}px`, top: `${top}px`, width: `${inner}px`, height: `${tall}px` }} aria-hidden="true" />
      <svg viewBox={`0 0 ${width} ${tall + top + bottom}`} width={width} height={tall + top + bottom} aria-hidden="true">
        <path class="contour" d={path} />
        {held.value !== null && box(held.value, "held")}
        {marked !== null && box(marked, "cursor")}
        {ticks(x.values, inner, 62).map((k) => (
          <text key={k} x={left + ((k + 0.5) * inner) / columns} y={top + tall + 16} text-anchor="middle">
            {word(x.values[k])}
          </text>
        ))}
        {ticks(y.values, tall, 26).map((k) => (
          <text key={k} x={left - 8} y={top + tall - ((k + 0.5) * tall) / lines + 4} text-anchor="end">
            {word(y.values[k])}
          </text>
        ))}
        <text x={left + inner / 2} y={top + tall + 36} text-anchor="middle">
          {x.name}
        </text>
        {lines > 1 && (
          <text transform={`translate(11 ${top + tall / 2}) rotate(-90)`} text-anchor="middle">
            {y.name}
          </text>
        )}
        {Array.from({ length: 24 }, (_, k) => (
          <rect key={k} x={left + inner + 12} y={top + ((23 - k) * tall) / 24} width={10} height={tall / 24 + 0.5} fill={viridis(k / 23)} />
        ))}
        <text x={left + inner + 26} y={top + 9}>
          {number(high)}
        </text>
        <text x={left + inner + 26} y={top + tall}>
          {number(low)}
        </text>
      </svg>
    </div>
  );
}

/** The contour lines of a diagram, once its cells are on the screen: tracing them takes longer than painting. */
function useContours(diagram: PhaseDiagram) {
  const [traced, trace] = useState<{ readonly of: PhaseDiagram; readonly lines: ReturnType<typeof contoursOf> } | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => trace({ of: diagram, lines: contoursOf(diagram) }));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [diagram]);
  return traced?.of === diagram ? traced.lines : none;
}

const none: ReturnType<typeof contoursOf> = [];

/** The lines of the diagram's figure, in units of cells; the figure itself places them for print. */
function contoursOf(diagram: PhaseDiagram) {
  const open = sweep.peek();
  const figure = diagramFigure(diagram, { title: "", sweep: { id: open?.table.id ?? "", trials: open?.table.rows.length ?? 0 } });
  return figure.kind === "heatmap" ? (figure.contours ?? []) : [];
}

/** The places of the values that have room for their words. */
function ticks(values: readonly unknown[], room: number, each: number): readonly number[] {
  const stride = Math.max(1, Math.ceil((values.length * each) / Math.max(room, each)));
  return values.flatMap((_, k) => (k % stride === 0 ? [k] : []));
}

function word(value: unknown): string {
  return typeof value === "number" ? number(value) : String(value);
}

function clamp(value: number, size: number): number {
  return Math.min(size - 1, Math.max(0, value));
}
