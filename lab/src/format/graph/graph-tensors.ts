import { misuse, type NamedTensors } from "@overparam/core";

/** A node of a graph file; undefined where the file says nothing. */
export interface NodeRow {
  readonly name: string;
  /** Part of the walkers that survive it. */
  readonly passage?: number;
  readonly role?: "source" | "sink";
}

/** An edge of a graph file, by the names of its ends. */
export interface EdgeRow {
  readonly source: string;
  readonly target: string;
  readonly pheromone?: number;
  /** Where it stands, for messages. */
  readonly where: string;
}

/**
 * The tensors of a graph: edges [E,2]; passage [N] where a node has one (1 elsewhere); pheromone [E] where every edge has one; ends [2] where source and
 * sink are told.
 *
 * Nodes are numbered as they come, those that only edges name after the others; names that are all whole numbers from 0 keep them.
 *
 * @errors no edge; pheromone on some edges only; an edge to nowhere in a file that lists its nodes
 */
export function graphTensors(file: string, nodes: readonly NodeRow[], edges: readonly EdgeRow[]): NamedTensors {
  if (edges.length === 0) throw misuse(file, "a graph needs edges", "none", "write one edge at least");
  const names = new Set([...nodes.map(({ name }) => name), ...edges.flatMap(({ source, target }) => [source, target])]);
  const numbered = [...names].every((name) => /^(0|[1-9]\d{0,8})$/.test(name));
  const order = new Map(
    numbered ? [...names].map((name) => [name, Number(name)] as const) : [...names].map((name, i) => [name, i] as const),
  );
  const count = numbered ? Math.max(...order.values()) + 1 : names.size;
  if (count > 16 * names.size + 1024)
    throw misuse(
      file,
      "node numbers must be about as many as nodes",
      `${names.size} nodes up to number ${count - 1}`,
      "number them from 0",
    );
  const at = (name: string): number => order.get(name) as number;
  const out: Record<string, { shape: number[]; data: Float64Array }> = {
    edges: { shape: [edges.length, 2], data: Float64Array.from(edges.flatMap(({ source, target }) => [at(source), at(target)])) },
  };
  if (nodes.some(({ passage }) => passage !== undefined)) {
    const data = new Float64Array(count).fill(1);
    for (const { name, passage } of nodes) if (passage !== undefined) data[at(name)] = passage;
    out["passage"] = { shape: [count], data };
  }
  const without = edges.find(({ pheromone }) => pheromone === undefined);
  if (without === undefined) {
    out["pheromone"] = { shape: [edges.length], data: Float64Array.from(edges, ({ pheromone }) => pheromone as number) };
  } else if (edges.some(({ pheromone }) => pheromone !== undefined)) {
    throw misuse(without.where, "pheromone must stand on every edge or on none", "none here");
  }
  const [source, sink] = (["source", "sink"] as const).map((role) => {
    const found = nodes.filter((node) => node.role === role);
    if (found.length > 1) throw misuse(file, `one node may be the ${role}`, found.map(({ name }) => name).join(", "));
    return found[0];
  });
  if (source !== undefined && sink !== undefined) {
    out["ends"] = { shape: [2], data: Float64Array.of(at(source.name), at(sink.name)) };
  } else if (source !== undefined || sink !== undefined) {
    throw misuse(file, "source and sink belong together", `a ${source === undefined ? "sink" : "source"} alone`, "give both or neither");
  }
  return out;
}

/** A number in a file. */
export function numberIn(where: string, what: string, text: unknown): number {
  const value = typeof text === "number" ? text : typeof text === "string" && text.trim() !== "" ? Number(text) : Number.NaN;
  if (!Number.isFinite(value)) throw misuse(where, `${what} must be a number`, text);
  return value;
}

/** What the attributes of a node say: passage, or leakage = 1 − passage, and role. */
export function nodeRow(where: string, name: string, attributes: ReadonlyMap<string, unknown>): NodeRow {
  const [passage, leakage, role] = ["passage", "leakage", "role"].map((key) => attributes.get(key));
  if (passage !== undefined && leakage !== undefined) throw misuse(where, "a node has a passage or a leakage, not both", name);
  if (role !== undefined && role !== "source" && role !== "sink") throw misuse(where, "role must be source or sink", role);
  const part =
    passage !== undefined
      ? numberIn(where, "passage", passage)
      : leakage !== undefined
        ? 1 - numberIn(where, "leakage", leakage)
        : undefined;
  return { name, ...(part === undefined ? {} : { passage: part }), ...(role === undefined ? {} : { role }) };
}
