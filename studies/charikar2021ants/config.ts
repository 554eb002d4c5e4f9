import { config, field, z } from "@overparam/core";

/** The settings of charikar2021ants. Drawn graphs take their edges, leakages and first pheromone from the seed. */
export const antConfig = config({
  graph: field(z.enum(["two-path", "random", "local", "grid", "layered"]).default("two-path"), {
    description:
      "The graph: two parallel paths; G(n, p); G(n, p) with edges between near numbers only; a square grid; layers with all edges to the next one. A graph file replaces it",
    group: "graph",
  }),
  edgesA: field(z.int().min(1).max(64).default(3), {
    description: "The number of edges of path A, of two paths",
    symbol: "n_A",
    slider: [1, 10],
    group: "graph",
  }),
  edgesB: field(z.int().min(1).max(64).default(3), {
    description: "The number of edges of path B, of two paths",
    symbol: "n_B",
    slider: [1, 10],
    group: "graph",
  }),
  passageA: field(z.number().min(0.01).max(1).default(0.9), {
    description: "The passage, 1 − leakage, of every inner node of path A",
    symbol: "\\lambda_A",
    slider: [0.5, 1],
    group: "graph",
  }),
  passageB: field(z.number().min(0.01).max(1).default(0.95), {
    description: "The passage, 1 − leakage, of every inner node of path B",
    symbol: "\\lambda_B",
    slider: [0.5, 1],
    group: "graph",
  }),
  nodes: field(z.int().min(3).max(100_000).default(30), {
    description: "The number of nodes of a random or local graph",
    symbol: "N",
    slider: [5, 100],
    group: "graph",
  }),
  probability: field(z.number().min(0).max(1).default(0.12), {
    description: "The probability of an edge of a random or local graph",
    symbol: "p",
    slider: [0.05, 0.5],
    group: "graph",
  }),
  reach: field(z.int().min(1).max(100_000).default(10), {
    description: "The largest distance between the numbers of two nodes with an edge, of a local graph",
    slider: [1, 20],
    group: "graph",
  }),
  side: field(z.int().min(2).max(300).default(5), {
    description: "The number of nodes along each side of a grid, and the layers and nodes a layer of a layered graph",
    slider: [2, 10],
    group: "graph",
  }),
  cyclic: field(z.boolean().default(false), {
    description: "Edges go both ways; otherwise from lower to higher numbers only",
    group: "graph",
  }),
  leakage: field(z.number().min(0).max(0.99).default(0.1), {
    description: "The largest leakage of a node of a drawn graph; two paths have their own passages",
    symbol: "1-\\lambda",
    slider: [0, 0.5],
    group: "graph",
  }),
  equalLeakage: field(z.boolean().default(false), {
    description: "Every node of a drawn graph has the largest leakage; otherwise each one between 0 and the largest",
    group: "graph",
  }),
  leastGap: field(z.number().min(0).max(10).default(1e-3), {
    description: "The least difference of log weight between the best and the second-best path of a drawn graph; others are drawn again",
    slider: [0, 0.1],
    group: "graph",
  }),
  growth: field(z.number().min(1).max(10).default(1), {
    description: "The factor by which the injected flow grows at every step",
    symbol: "r",
    slider: [1, 1.5],
    group: "flow",
  }),
  decay: field(z.number().min(0.01).max(0.999).default(0.9), {
    description: "The part of the pheromone that is left after a step",
    symbol: "D",
    slider: [0.5, 0.99],
    group: "flow",
  }),
  forward: field(z.number().min(1e-6).max(1e6).default(1), {
    description: "The flow that enters at the source at every step",
    symbol: "F",
    slider: [0.1, 2],
    group: "flow",
  }),
  backward: field(z.number().min(0).max(1e6).default(1), {
    description: "The flow that enters at the sink at every step, on its way back; 0 is one-way flow",
    symbol: "B",
    slider: [0, 2],
    group: "flow",
  }),
  rule: field(z.enum(["linear", "power", "deneubourg", "rank"]).default("linear"), {
    description: "The rule by which pheromone decides: its level; a power of it; (p + k)²; the rank of the level",
    group: "rule",
  }),
  alpha: field(z.number().min(0.01).max(20).default(2), {
    description: "The power of the power rule",
    symbol: "\\alpha",
    slider: [0.2, 3],
    group: "rule",
  }),
  offset: field(z.number().min(0).max(1e6).default(0.5), {
    description: "The offset of the Deneubourg rule",
    symbol: "k",
    slider: [0, 2],
    group: "rule",
  }),
  rankPart: field(z.number().min(1e-6).max(0.999).default(0.01), {
    description: "The part that the best edge leaves to the others, of the rank rule",
    symbol: "q",
    scale: "log",
    slider: [0.001, 0.5],
    group: "rule",
  }),
  start: field(z.enum(["even", "random", "lead"]).default("even"), {
    description: "The first pheromone: 1 on every edge; between 0.1 and 1.9 at random; or a lead of path A, of two paths",
    group: "start",
  }),
  lead: field(z.number().min(1e-6).max(0.999999).default(0.9), {
    description: "The part of the first pheromone on path A, where it has a lead",
    slider: [0.05, 0.95],
    group: "start",
  }),
  stopShare: field(z.number().min(0).max(1).default(0.01), {
    description: "The run ends when no node of the predicted path sends or takes back a larger share than this off the path",
    scale: "log",
    slider: [1e-6, 0.1],
    group: "run",
  }),
  steps: field(z.int().min(1).max(1_000_000_000).default(100_000), {
    description: "The largest number of steps of a run",
    symbol: "T",
    scale: "log",
    slider: [100, 1_000_000],
    group: "run",
  }),
  recordsPerDecade: field(z.int().min(1).max(1000).default(30), {
    description: "The number of records in every decade of steps",
    slider: [5, 100],
    group: "run",
  }),
  file: field(z.string().optional(), {
    description: "A file with the edges, and perhaps passages and first pheromone: an edge list (.csv), .graphml, .dot or .gv",
    asset: "graph",
    group: "files",
  }),
  source: field(z.int().min(-1).max(1_000_000_000).default(-1), {
    description: "The number of the node in the file where forward flow enters; −1 leaves it to the file, whose first node it is else",
    group: "files",
  }),
  sink: field(z.int().min(-1).max(1_000_000_000).default(-1), {
    description: "The number of the node in the file where backward flow enters; −1 leaves it to the file, whose last node it is else",
    group: "files",
  }),
});

/** A resolved config. */
export type Config = (typeof antConfig)["_output"];
