import { misuse, type NamedTensors } from "@overparam/core";
import parse from "dotparser";
import { strFromU8 } from "fflate";
import { type EdgeRow, graphTensors, type NodeRow, nodeRow, numberIn } from "./graph-tensors.ts";

/** What dotparser makes of a statement, as far as it counts here. */
interface Statement {
  readonly type: string;
  readonly node_id?: { readonly id: string | number };
  readonly id?: string | number;
  readonly edge_list?: readonly Statement[];
  readonly children?: readonly Statement[];
  readonly attr_list?: readonly { readonly id: string; readonly eq: unknown }[];
}

/**
 * A DOT file with one digraph. Attributes of nodes called passage, leakage or role (source, sink) and of edges called pheromone count; others, and
 * subgraphs as such, are left alone.
 *
 * @errors one sentence with the line: no DOT, an undirected graph, several graphs
 */
export function readDot(bytes: Uint8Array, file: string): NamedTensors {
  const [graph, second] = parsed(strFromU8(bytes), file);
  if (graph === undefined || second !== undefined) throw misuse(file, "it must hold one graph", second === undefined ? "none" : "several");
  if (graph.type !== "digraph") throw misuse(file, "the graph must be directed", graph.type, "write digraph and ->");
  const nodes = new Map<string, NodeRow>();
  const edges: EdgeRow[] = [];
  const visit = ({ type, node_id, edge_list, children, attr_list }: Statement): void => {
    const attributes = new Map((attr_list ?? []).map(({ id, eq }) => [id, eq] as const));
    if (type === "node_stmt" && node_id !== undefined) {
      const name = String(node_id.id);
      nodes.set(name, { ...nodes.get(name), ...nodeRow(`${file}, node ${name}`, name, attributes) });
    } else if (type === "edge_stmt" && edge_list !== undefined) {
      const groups = edge_list.map(namesIn);
      for (const name of groups.flat()) if (!nodes.has(name)) nodes.set(name, { name });
      groups.slice(1).forEach((heads, i) => {
        for (const source of groups[i] as readonly string[]) {
          for (const target of heads) {
            const where = `${file}, edge ${source} -> ${target}`;
            const level = attributes.get("pheromone");
            edges.push({ source, target, where, ...(level === undefined ? {} : { pheromone: numberIn(where, "pheromone", level) }) });
          }
        }
      });
      for (const part of edge_list) if (part.type === "subgraph") visit(part);
    } else {
      for (const child of children ?? []) visit(child);
    }
  };
  for (const statement of graph.children ?? []) visit(statement);
  return graphTensors(file, [...nodes.values()], edges);
}

/** Names of a node, or of all nodes of a subgraph. */
function namesIn(part: Statement): readonly string[] {
  if (part.type === "node_id") return [String(part.id)];
  return (part.children ?? []).flatMap(({ type, node_id }) => (type === "node_stmt" && node_id !== undefined ? [String(node_id.id)] : []));
}

function parsed(text: string, file: string): readonly Statement[] {
  try {
    return parse(text) as unknown as readonly Statement[];
  } catch (error) {
    const at = (error as { readonly location?: { readonly start: { readonly line: number; readonly column: number } } }).location?.start;
    const place = at === undefined ? file : `${file}:${at.line}:${at.column}`;
    throw misuse(place, "it must be a graph in the DOT language", (error as Error).message.split("\n", 1)[0]?.slice(0, 120));
  }
}
