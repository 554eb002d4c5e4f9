import type { Digraph } from "@overparam/core";

/** Places of nodes for a picture, in the unit square: the source at the left, the sink at the right, others by their distance from the source. */
export function places({ nodes, rows, heads }: Digraph, source: number, sink: number): Float64Array {
  const depth = new Int32Array(nodes).fill(-1);
  depth[source] = 0;
  let queue = [source];
  let deepest = 0;
  while (queue.length > 0) {
    const next: number[] = [];
    for (const u of queue) {
      for (let e = rows[u] as number; e < (rows[u + 1] as number); e++) {
        const v = heads[e] as number;
        if (v === sink || depth[v] !== -1) continue;
        depth[v] = (depth[u] as number) + 1;
        deepest = Math.max(deepest, depth[v]);
        next.push(v);
      }
    }
    queue = next;
  }
  const layers = Array.from({ length: deepest + 1 }, (): number[] => []);
  for (let v = 0; v < nodes; v++) if (v !== sink) layers[Math.max(0, depth[v] as number)]?.push(v);
  const out = new Float64Array(2 * nodes);
  layers.forEach((layer, level) => {
    layer.forEach((v, i) => {
      out[2 * v] = level / (deepest + 1);
      out[2 * v + 1] = 1 - (i + 1) / (layer.length + 1);
    });
  });
  out[2 * sink] = 1;
  out[2 * sink + 1] = 0.5;
  if (layers[0]?.length !== 1) out[2 * source + 1] = 0.5;
  return out;
}
