import type { FlowGraph, FlowKernels } from "../flow.ts";
import { misuse } from "../misuse.ts";
import type { Binding } from "./binding.ts";
import { checkArray, checkCount } from "./checks.ts";
import { openState } from "./descent.ts";
import type { Memory } from "./memory.ts";

/** Flows over a host's flat functions. */
export function assembleFlow({ call, team }: Binding, memory: Memory, closers: Set<() => void>): FlowKernels {
  return {
    plan: (nodes, edges) =>
      call.flow_plan(checkCount("flow.plan", "nodes", nodes), checkCount("flow.plan", "edges", edges, 0), team.members),
    open(graph, { source, sink, passage, decay, growth, forward, backward }) {
      const where = "flow.open";
      const { nodes, rows, heads } = graph;
      const edges = checkGraph(where, graph);
      checkArray(where, "passage", passage, nodes);
      for (const [name, node] of [
        ["source", source],
        ["sink", sink],
      ] as const) {
        if (!(Number.isSafeInteger(node) && node >= 0 && node < nodes))
          throw misuse(where, `the ${name} must be a node from 0 to ${nodes - 1}`, node);
      }
      if (!(growth > 0)) throw misuse(where, "the growth must be positive", growth);
      const state = openState(memory, closers, "flow", call.flow_plan(nodes, edges, team.members), edges + 2 * nodes + 1, (block) => {
        const numbers = [nodes, edges, source, sink, decay, growth, forward, backward] as const;
        call.flow_open(block, team.block, ...numbers, Float64Array.from(rows), Float64Array.from(heads), passage);
      });
      return {
        size: state.size,
        bytes: state.bytes,
        advance(theta, steps) {
          call.flow_advance(state.block(), state.theta("advance", theta), checkCount("flow.advance", "steps", steps, 0));
        },
        close: state.close,
      };
    },
  };
}

/** The number of edges of a graph whose arrays may be followed without looking. */
function checkGraph(where: string, { nodes, rows, heads }: FlowGraph): number {
  checkCount(where, "nodes", nodes);
  const edges = checkCount(where, "edges (the length of heads)", heads.length, 0);
  if (rows.length !== nodes + 1) throw misuse(where, `rows must have ${nodes + 1} entries`, rows.length);
  if (rows[0] !== 0 || rows[nodes] !== edges)
    throw misuse(where, `rows must run from 0 to the ${edges} edges`, `${rows[0]} to ${rows[nodes]}`);
  for (let u = 0; u < nodes; u++) {
    if ((rows[u + 1] as number) < (rows[u] as number))
      throw misuse(where, "rows must not descend", `${rows[u]}, ${rows[u + 1]} at node ${u}`);
  }
  const stray = heads.findIndex((head) => head >= nodes);
  if (stray >= 0) throw misuse(where, `heads must be nodes from 0 to ${nodes - 1}`, heads[stray], `see edge ${stray}`);
  return edges;
}
