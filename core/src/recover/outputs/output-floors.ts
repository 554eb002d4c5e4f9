import { roundingFloor } from "../residual.ts";
import { type OutputNetwork, outputOf } from "./output-network.ts";
import { oneOutput, type OutputRows } from "./output-rows.ts";

/** The rounding floor of every output's root-mean-square residual. */
export function outputFloors(network: OutputNetwork, rows: OutputRows): readonly number[] {
  return Array.from({ length: rows.outputs }, (_, o) => roundingFloor(outputOf(network, o), oneOutput(rows, o)));
}
