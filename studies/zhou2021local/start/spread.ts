import { type Elementary, type Key, type Objective } from "@overparam/core";
import { scaledStart } from "./scaled.ts";

/**
 * Students of one norm in uniform directions, as heavy as the loss allows: L(W) = loss.
 *
 * In the masses s = ‖w_j‖² alike, L(s) = a s² − b s + c with c = L(0): the larger root of L(s) = loss.
 *
 * @param loss above L(0), the loss of no students at all
 * @returns W, [m,d] row-major
 * @cost three values of the loss
 */
export function spreadStart(math: Elementary, key: Key, objective: Objective, { students, dimension, loss }: Order): Float64Array {
  const at = (mass: number): Float64Array => scaledStart(math, key, students, dimension, Math.sqrt(mass));
  const unit = 1 / students;
  const none = objective.value(at(0));
  const one = objective.value(at(unit)) - none;
  const two = objective.value(at(2 * unit)) - none;
  const a = (two - 2 * one) / 2;
  const b = a - one;
  return at(((b + Math.sqrt(b * b + 4 * a * (loss - none))) / (2 * a)) * unit);
}

interface Order {
  readonly students: number;
  readonly dimension: number;
  readonly loss: number;
}
