import { describe, expect, it } from "vitest";
import { readTensors } from "../../src/format/read-tensors.ts";

const read = (file: string, text: string) => {
  const tensors = readTensors(new TextEncoder().encode(text), file);
  return Object.fromEntries(Object.entries(tensors).map(([name, { shape, data }]) => [name, { shape, data: Array.from(data) }]));
};

const graphml = (body: string, edgedefault = "directed") => `<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
  <key id="d0" for="node" attr.name="leakage" attr.type="double"/>
  <key id="d1" for="node" attr.name="role" attr.type="string"/>
  <key id="d2" for="edge" attr.name="pheromone" attr.type="double"/>
  <graph id="G" edgedefault="${edgedefault}">${body}</graph>
</graphml>`;

describe("graphs from files", () => {
  it("are edge lists where the header names source and target, by numbers or by words", () => {
    expect(read("g.csv", "source,target\n0,2\n2,1\n")).toEqual({ edges: { shape: [2, 2], data: [0, 2, 2, 1] } });
    expect(read("g.csv", 'target,source,pheromone,note\n"tree",nest,1.5,x\r\nfood,tree,2,\n')).toEqual({
      // Numbered as the edges name them: tail first.
      edges: { shape: [2, 2], data: [0, 1, 1, 2] },
      pheromone: { shape: [2], data: [1.5, 2] },
    });
    expect(Object.keys(read("inputs.csv", "a,b\n1,2\n")), "other headers are inputs").toEqual(["x", "y"]);
  });

  it("are GraphML with leakages, roles and pheromone", () => {
    const text = graphml(`
      <node id="nest"><data key="d1">source</data></node>
      <node id="a"><data key="d0">0.25</data></node>
      <node id="food"><data key="d1">sink</data></node>
      <edge source="nest" target="a"><data key="d2">1</data></edge>
      <edge source="a" target="food"><data key="d2">2</data></edge>`);
    expect(read("g.graphml", text)).toEqual({
      edges: { shape: [2, 2], data: [0, 1, 1, 2] },
      passage: { shape: [3], data: [1, 0.75, 1] },
      pheromone: { shape: [2], data: [1, 2] },
      ends: { shape: [2], data: [0, 2] },
    });
  });

  it("are DOT with chains, subgraphs and attributes", () => {
    const text =
      'digraph g { nest [role=source]; food [role=sink]; a [passage=0.5]; nest -> a -> food; nest -> { b c } -> food [label="x"]; }';
    const { edges, passage, ends } = read("g.dot", text);
    // nest 0, food 1, a 2, b 3, c 4.
    expect(edges?.data).toEqual([0, 2, 2, 1, 0, 3, 0, 4, 3, 1, 4, 1]);
    expect(passage?.data).toEqual([1, 1, 0.5, 1, 1]);
    expect(ends?.data).toEqual([0, 1]);
  });

  it.each([
    ["g.csv", "source,target\n1\n", /g.csv:2: every line must have 2 cells/],
    ["g.csv", "source,target\n1,\n", /g.csv:2: source and target must be named/],
    ["g.csv", "source,target\n", /a graph needs edges/],
    ["g.csv", "source,target,pheromone\n0,1,much\n", /g.csv:2: pheromone must be a number/],
    ["g.csv", "source,target\n0,900000000\n", /node numbers must be about as many as nodes/],
    ["g.graphml", "<graphml><graph>", /g.graphml:1: it must be XML/],
    ["g.graphml", "<graphml/>", /it must hold a graph/],
    ["g.graphml", graphml('<node id="a"/><edge source="a" target="b"/>'), /both ends must be nodes of the file/],
    ["g.graphml", graphml('<node id="a"/>', "undirected"), /the graph must be directed/],
    ["g.graphml", graphml('<node id="a"><data key="d0">all</data></node>'), /node a: leakage must be a number/],
    ["g.dot", "graph { a -- b }", /the graph must be directed/],
    ["g.dot", "digraph { a -> ", /g.dot:1:\d+: it must be a graph in the DOT language/],
    ["g.gv", "digraph { a [role=queen]; a -> b }", /role must be source or sink/],
    ["g.gv", "digraph { a [role=source]; a -> b }", /source and sink belong together/],
    ["g.gv", "digraph { a -> b [pheromone=1]; b -> c }", /pheromone must stand on every edge or on none/],
  ])("%s %j is refused with one sentence", (file, text, sentence) => {
    expect(() => read(file, text)).toThrow(sentence);
  });
});
