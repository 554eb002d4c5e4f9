import type { Descending, DescentOrder, DescentReport } from "../descent.ts";
import { misuse } from "../misuse.ts";
import type { Binding } from "./binding.ts";
import { checkArray } from "./checks.ts";
import type { Memory } from "./memory.ts";

const ends: readonly DescentReport["end"][] = ["steps", "reached", "not finite"];

/** An open problem: a block of engine memory until it is closed. */
export interface OpenState {
  readonly name: string;
  readonly size: number;
  readonly bytes: number;
  /** The block; misuse after `close`. */
  block(): Float64Array;
  theta(method: string, theta: Float64Array): Float64Array;
  close(): void;
}

/** Takes memory for a problem and fills it; gives it back if filling fails. */
export function openState(
  memory: Memory,
  closers: Set<() => void>,
  name: string,
  bytes: number,
  size: number,
  fill: (block: Float64Array) => void,
): OpenState {
  let block: Float64Array | undefined = memory.take(`${name}.open`, bytes);
  const close = () => {
    if (block !== undefined) memory.give(block);
    block = undefined;
    closers.delete(close);
  };
  try {
    fill(block);
  } catch (error) {
    close();
    throw error;
  }
  closers.add(close);
  return {
    name,
    size,
    bytes,
    block() {
      if (block === undefined) throw misuse(name, "the problem has been closed", undefined, "open it again");
      return block;
    },
    theta: (method, theta) => checkArray(`${name}.${method}`, "theta", theta, size),
    close,
  };
}

/** The part of a problem that all losses share. */
export function assembleDescending({ call }: Binding, kind: "population" | "sampled" | "deep", state: OpenState): Descending {
  const value = call[`${kind}_value`];
  const gradient = call[`${kind}_gradient`];
  const descend = call[`${kind}_descend`];
  const report = new Float64Array(4);
  return {
    size: state.size,
    bytes: state.bytes,
    value: (theta) => value(state.block(), state.theta("value", theta)),
    gradient(theta, out) {
      checkArray(`${state.name}.gradient`, "out", out, state.size);
      return gradient(state.block(), state.theta("gradient", theta), out);
    },
    descend(theta, order) {
      checkOrder(state.name, order);
      descend(state.block(), state.theta("descend", theta), order.step, order.steps, order.stopAt, report);
      const [taken, last, rise, end] = report as unknown as [number, number, number, number];
      return { taken, value: last, rise, end: ends[end] as DescentReport["end"] };
    },
    close: state.close,
  };
}

function checkOrder(name: string, { step, steps, stopAt }: DescentOrder): void {
  if (!(step > 0 && Number.isFinite(step))) throw misuse(`${name}.descend`, "step must be a positive number", step);
  if (!(Number.isSafeInteger(steps) && steps >= 0)) throw misuse(`${name}.descend`, "steps must be a whole number ≥ 0", steps);
  if (typeof stopAt !== "number" || Number.isNaN(stopAt))
    throw misuse(`${name}.descend`, "stopAt must be a number, or −Infinity for never", stopAt);
}
