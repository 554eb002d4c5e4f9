import { misuse, type NamedTensors } from "@overparam/core";
import { strFromU8 } from "fflate";
import { type EdgeRow, graphTensors, numberIn } from "./graph-tensors.ts";

/** Is a CSV file an edge list: does its header name source and target? */
export function isEdgeList(bytes: Uint8Array): boolean {
  const names = header(strFromU8(bytes.subarray(0, 4096)).split(/\r?\n/, 1)[0] ?? "");
  return names.includes("source") && names.includes("target");
}

/**
 * A CSV file with the columns source and target, and perhaps pheromone; others are left alone. Nodes are named by numbers or words.
 *
 * @errors one sentence with the line: a missing cell, a pheromone that is no number
 */
export function readEdgeList(bytes: Uint8Array, file: string): NamedTensors {
  const lines = strFromU8(bytes)
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/);
  while (lines.length > 0 && lines.at(-1)?.trim() === "") lines.pop();
  const names = header(lines[0] ?? "");
  const [source, target, pheromone] = ["source", "target", "pheromone"].map((name) => names.indexOf(name)) as [number, number, number];
  const edges = lines.slice(1).map((line, i): EdgeRow => {
    const where = `${file}:${i + 2}`;
    const cells = line.split(",").map(unquoted);
    if (cells.length !== names.length) throw misuse(where, `every line must have ${names.length} cells`, cells.length);
    const [tail, head] = [cells[source] ?? "", cells[target] ?? ""];
    if (tail === "" || head === "") throw misuse(where, "source and target must be named", "an empty cell");
    return { source: tail, target: head, where, ...(pheromone < 0 ? {} : { pheromone: numberIn(where, "pheromone", cells[pheromone]) }) };
  });
  return graphTensors(file, [], edges);
}

function header(line: string): readonly string[] {
  return line
    .replace(/^\uFEFF/, "")
    .split(",")
    .map((cell) => unquoted(cell).toLowerCase());
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, "$1");
}
