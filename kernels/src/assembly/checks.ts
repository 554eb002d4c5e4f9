import { misuse } from "../misuse.ts";
import type { Activation, Parameterization, TwoLayer } from "../two-layer.ts";

/** Positions are the numbers that the C++ side uses (cpp/network.hpp). */
export const activations: readonly Activation[] = ["relu", "abs"];
export const parameterizations: readonly Parameterization[] = ["plain", "output", "conic", "squared-entry"];

const most = 2 ** 31 - 1;

/** A size: a whole number from `least` to 2³¹ − 1. */
export function checkCount(where: string, name: string, value: number, least = 1): number {
  if (!(Number.isSafeInteger(value) && value >= least && value <= most)) {
    throw misuse(where, `${name} must be a whole number from ${least} to ${most}`, value);
  }
  return value;
}

/** An array of exactly `length` doubles. */
export function checkArray(where: string, name: string, value: Float64Array, length: number): Float64Array {
  if (!(value instanceof Float64Array)) throw misuse(where, `${name} must be a Float64Array of ${length}`, value);
  if (value.length !== length) throw misuse(where, `${name} must have ${length} entries`, value.length);
  return value;
}

export function activationIndex(where: string, activation: Activation): number {
  return indexIn(where, "activation", activations, activation);
}

/** Checks a network description; returns its numbers in the order in which entries take them. */
export function checkNetwork(
  where: string,
  network: TwoLayer,
): [activation: number, parameterization: number, students: number, inputs: number] {
  return [
    activationIndex(where, network.activation),
    indexIn(where, "parameterization", parameterizations, network.parameterization),
    checkCount(where, "students", network.students),
    checkCount(where, "inputs", network.inputs),
  ];
}

/** The position of a name in a list; misuse if it is not there. */
export function indexIn<T extends string>(where: string, name: string, names: readonly T[], value: T): number {
  const index = names.indexOf(value);
  if (index < 0) throw misuse(where, `${name} must be one of ${names.join(", ")}`, value);
  return index;
}
