import type { Elementary, UnaryName } from "../elementary.ts";
import { misuse } from "../misuse.ts";
import type { Binding } from "./binding.ts";
import { checkArray } from "./checks.ts";

/** Positions are the numbers that the C++ side uses (cpp/entries/elementary.hpp). */
const unaryNames: readonly UnaryName[] = ["exp", "log", "sin", "cos", "tanh", "erf", "log1p", "sigmoid", "softplus"];

/** Elementary functions over a host's flat functions. */
export function assembleElementary({ call }: Binding): Elementary {
  return {
    exp: (x) => call.math_exp(x),
    log: (x) => call.math_log(x),
    sin: (x) => call.math_sin(x),
    cos: (x) => call.math_cos(x),
    tanh: (x) => call.math_tanh(x),
    erf: (x) => call.math_erf(x),
    log1p: (x) => call.math_log1p(x),
    sigmoid: (x) => call.math_sigmoid(x),
    softplus: (x) => call.math_softplus(x),
    atan2: (y, x) => call.math_atan2(y, x),
    power(x, numerator, denominator) {
      if (!(Number.isSafeInteger(numerator) && Math.abs(numerator) < 2 ** 31)) {
        throw misuse("math.power", "numerator must be a whole number below 2³¹ in size", numerator);
      }
      const [halvings, thirds] = factor(denominator);
      return call.math_power(x, numerator, halvings, thirds);
    },
    each(name, x, out) {
      const which = unaryNames.indexOf(name);
      if (which < 0) throw misuse("math.each", `the function must be one of ${unaryNames.join(", ")}`, name);
      if (!(x instanceof Float64Array)) throw misuse("math.each", "x must be a Float64Array", x);
      checkArray("math.each", "out", out, x.length);
      call.math_each(which, x, out, x.length);
    },
  };
}

/** a and b of denominator = 2^a · 3^b. */
function factor(denominator: number): [halvings: number, thirds: number] {
  let rest = denominator;
  let halvings = 0;
  let thirds = 0;
  if (Number.isSafeInteger(denominator) && denominator > 0 && denominator < 2 ** 31) {
    for (; rest % 2 === 0; rest /= 2) halvings++;
    for (; rest % 3 === 0; rest /= 3) thirds++;
  }
  if (rest !== 1) throw misuse("math.power", "denominator must be a product of twos and threes below 2³¹", denominator);
  return [halvings, thirds];
}
