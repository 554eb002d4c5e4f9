import { type Context, reinforcedFlow, type Setup } from "@overparam/core";
import type { AntProblem } from "../problem.ts";

/** A flow that leaks twice at every node; what is predicted stays. */
export function passageSquared(setup: Setup<AntProblem>, { engine }: Context): Setup<AntProblem> {
  const { order } = setup.problem;
  return { ...setup, dynamics: reinforcedFlow({ ...order, passage: order.passage.map((lambda) => lambda * lambda) }, engine) };
}
