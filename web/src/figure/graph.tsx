import type { GraphPicture } from "@overparam/core";
import { graph } from "../state/lab.ts";
import { number } from "../text/number.ts";
import { Frame } from "./frame.tsx";
import { useWidth } from "./use-width.ts";

/** Widest edge in pixels. */
const widest = 9;

/** The graph of the run: edges as wide as what they carry now, those predicted to remain dashed along their middle. */
export function Graph() {
  const picture = graph.value;
  if (picture === null) return null;
  const edges = picture.widths.length;
  const summary = `${picture.places.length / 2} nodes and ${edges} edges; ${picture.marked.length} edges are predicted to keep their ${picture.quantity}.`;
  return (
    <Frame
      title={`${picture.quantity.charAt(0).toUpperCase()}${picture.quantity.slice(1)} on the graph`}
      caption={`Width is ${picture.quantity}, as a part of the widest edge; dashed is the path that is predicted to remain.`}
      table={() => tableOf(picture)}
    >
      <Drawing picture={picture} summary={summary} />
    </Frame>
  );
}

function Drawing({ picture, summary }: { readonly picture: GraphPicture; readonly summary: string }) {
  const { ref, width } = useWidth<HTMLDivElement>(300);
  const height = 250;
  const margin = 18;
  const nodes = picture.places.length / 2;
  const place = (node: number) =>
    [
      margin + (picture.places[2 * node] ?? 0) * (width - 2 * margin),
      height - margin - (picture.places[2 * node + 1] ?? 0) * (height - 2 * margin),
    ] as const;
  const line = (edge: number) => {
    const [x1, y1] = place(picture.edges[2 * edge] ?? 0);
    const [x2, y2] = place(picture.edges[2 * edge + 1] ?? 0);
    return { x1, y1, x2, y2 };
  };
  const named = new Map(picture.names.map(({ node, name }) => [node, name]));
  return (
    <div ref={ref} role="img" aria-label={summary}>
      <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
        {Array.from(picture.widths, (part, edge) => (
          <line key={edge} class="edge" {...line(edge)} stroke-width={Math.max(0.3, widest * part)} />
        ))}
        {picture.marked.map((edge) => (
          <line key={edge} class="edge-marked" {...line(edge)} />
        ))}
        {Array.from({ length: nodes }, (_, node) => {
          const [x, y] = place(node);
          const name = named.get(node);
          return (
            <g key={node}>
              <circle class="node" cx={x} cy={y} r={name === undefined ? 2 : 4.5} />
              {name !== undefined && (
                <text x={x} y={y - 8} text-anchor={x < width / 3 ? "start" : x > (2 * width) / 3 ? "end" : "middle"}>
                  {name}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function tableOf(picture: GraphPicture) {
  const marked = new Set(picture.marked);
  return {
    head: ["from", "to", `${picture.quantity}, of the widest`, "predicted"],
    rows: Array.from(picture.widths, (part, edge) => [
      picture.edges[2 * edge] ?? 0,
      picture.edges[2 * edge + 1] ?? 0,
      number(part, 4),
      marked.has(edge) ? "remains" : "",
    ]),
  };
}
