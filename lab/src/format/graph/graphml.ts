import { misuse, type NamedTensors } from "@overparam/core";
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { strFromU8 } from "fflate";
import { type EdgeRow, graphTensors, nodeRow, numberIn } from "./graph-tensors.ts";

interface Element {
  readonly [name: string]: unknown;
}

/**
 * A GraphML file with one directed graph. Data of nodes called passage, leakage or role (source, sink) and data of edges called pheromone count; others are
 * left alone. Entities beyond XML's own five are not read.
 *
 * @errors one sentence: no XML, no graph, an undirected graph, a node or an edge without its attributes
 */
export function readGraphml(bytes: Uint8Array, file: string): NamedTensors {
  const text = strFromU8(bytes);
  const sound = XMLValidator.validate(text);
  if (sound !== true) throw misuse(`${file}:${sound.err.line}`, "it must be XML", sound.err.msg);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    parseTagValue: false,
    processEntities: true,
    isArray: (name) => ["key", "node", "edge", "data", "graph"].includes(name),
  });
  const root = element((parser.parse(text) as Element)["graphml"]);
  const [graph, second] = list(root["graph"]);
  if (graph === undefined) throw misuse(file, "it must hold a graph", "none", "write graphml with one graph element");
  if (second !== undefined) throw misuse(file, "it may hold one graph", "several");
  if (graph["@edgedefault"] === "undirected")
    throw misuse(file, "the graph must be directed", "undirected", "write both directions as edges");
  const keys = new Map(list(root["key"]).map((key) => [String(key["@id"]), String(key["@attr.name"] ?? key["@id"])]));
  const attributes = (of: Element) =>
    new Map(list(of["data"]).map((data) => [keys.get(String(data["@key"])) ?? String(data["@key"]), data["#text"]] as const));
  const nodes = list(graph["node"]).map((node, i) => {
    if (typeof node["@id"] !== "string") throw misuse(`${file}, node ${i + 1}`, "every node needs an id");
    return nodeRow(`${file}, node ${node["@id"]}`, node["@id"], attributes(node));
  });
  const known = new Set(nodes.map(({ name }) => name));
  const edges = list(graph["edge"]).map((edge, i): EdgeRow => {
    const where = `${file}, edge ${i + 1}`;
    const [source, target] = [edge["@source"], edge["@target"]];
    if (typeof source !== "string" || typeof target !== "string") throw misuse(where, "every edge needs source and target");
    const missing = [source, target].find((name) => !known.has(name));
    if (missing !== undefined) throw misuse(where, "both ends must be nodes of the file", missing);
    const level = attributes(edge).get("pheromone");
    return { source, target, where, ...(level === undefined ? {} : { pheromone: numberIn(where, "pheromone", level) }) };
  });
  return graphTensors(file, nodes, edges);
}

function element(value: unknown): Element {
  return typeof value === "object" && value !== null ? (value as Element) : {};
}

function list(value: unknown): readonly Element[] {
  return Array.isArray(value) ? value.map(element) : [];
}
