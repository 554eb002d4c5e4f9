import { misuse } from "@overparam/kernels";

/** A directed graph by compressed rows: edges sorted by tail, then head; edge e goes from tails[e] to heads[e]. */
export interface Digraph {
  readonly nodes: number;
  readonly edges: number;
  readonly tails: Uint32Array;
  readonly heads: Uint32Array;
  /** Edges out of node u are rows[u] … rows[u+1] − 1. */
  readonly rows: Uint32Array;
  /** Edges into node v are into[columns[v]] … into[columns[v+1] − 1], ascending. */
  readonly columns: Uint32Array;
  readonly into: Uint32Array;
  /** Where each edge stood in the list that it was made from: edge e was pairs[order[e]]. */
  readonly order: Uint32Array;
}

/**
 * The graph with the given edges.
 *
 * @param pairs tails and heads in turn, [edges, 2]
 * @cost O(nodes + edges), two counting sorts
 * @throws Misuse for a node that is not there, an edge from a node to itself, or an edge that is there twice
 */
export function digraph(nodes: number, pairs: ArrayLike<number>): Digraph {
  if (!(Number.isSafeInteger(nodes) && nodes >= 1)) throw misuse("digraph", "the number of nodes must be a positive integer", nodes);
  const edges = pairs.length / 2;
  if (!Number.isSafeInteger(edges)) throw misuse("digraph", "edges are pairs of a tail and a head", `${pairs.length} numbers`);
  for (let e = 0; e < edges; e++) {
    for (const end of [pairs[2 * e], pairs[2 * e + 1]]) {
      if (!(Number.isSafeInteger(end) && (end as number) >= 0 && (end as number) < nodes))
        throw misuse(`edge ${e + 1}`, `both ends must be nodes from 0 to ${nodes - 1}`, end);
    }
    if (pairs[2 * e] === pairs[2 * e + 1]) throw misuse(`edge ${e + 1}`, "tail and head must differ", `node ${pairs[2 * e]}`);
  }
  const tail = Uint32Array.from({ length: edges }, (_, e) => pairs[2 * e] as number);
  const head = Uint32Array.from({ length: edges }, (_, e) => pairs[2 * e + 1] as number);
  const byHead = sorted(
    nodes,
    head,
    Uint32Array.from({ length: edges }, (_, e) => e),
  );
  const { order, starts: rows } = sorted(nodes, tail, byHead.order);
  const tails = order.map((e) => tail[e] as number);
  const heads = order.map((e) => head[e] as number);
  for (let e = 1; e < edges; e++) {
    if (tails[e] === tails[e - 1] && heads[e] === heads[e - 1])
      throw misuse("digraph", "every edge may be there once", `${tails[e]} → ${heads[e]} twice`, "add their pheromone and keep one");
  }
  const { order: into, starts: columns } = sorted(
    nodes,
    heads,
    Uint32Array.from({ length: edges }, (_, e) => e),
  );
  return { nodes, edges, tails, heads, rows, columns, into, order };
}

/** A stable counting sort of `order` by the key of each entry, and where each key begins. */
function sorted(keys: number, keyOf: Uint32Array, order: Uint32Array): { readonly order: Uint32Array; readonly starts: Uint32Array } {
  const starts = new Uint32Array(keys + 1);
  for (const key of keyOf) starts[key + 1] = (starts[key + 1] as number) + 1;
  for (let key = 0; key < keys; key++) starts[key + 1] = (starts[key + 1] as number) + (starts[key] as number);
  const next = starts.slice();
  const out = new Uint32Array(order.length);
  for (const entry of order) {
    const key = keyOf[entry] as number;
    out[next[key] as number] = entry;
    next[key] = (next[key] as number) + 1;
  }
  return { order: out, starts };
}
