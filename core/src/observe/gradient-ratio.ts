import { misuse } from "@overparam/kernels";
import { norm } from "./norm.ts";
import type { Observable } from "./observable.ts";

/**
 * ‖∇L‖ / L^a with a = numerator/denominator: bounded below on a region where L satisfies a Łojasiewicz inequality of power a
 * (a = 1/2 is the Polyak–Łojasiewicz condition). Without meaning where L ≤ 0.
 *
 * @param denominator of the form 2^i · 3^j
 * @throws Misuse unless both are positive integers and the denominator has that form
 */
export function gradientRatio(numerator: number, denominator: number): Observable {
  let rest = denominator;
  while (Number.isSafeInteger(rest) && rest > 1 && rest % 2 === 0) rest /= 2;
  while (Number.isSafeInteger(rest) && rest > 1 && rest % 3 === 0) rest /= 3;
  if (!(Number.isSafeInteger(numerator) && numerator >= 1 && rest === 1)) {
    throw misuse(
      "gradientRatio",
      "the power must be a positive fraction with denominator 2^i · 3^j",
      `${numerator}/${denominator}`,
      "try 3/4",
    );
  }
  const power = denominator === 1 ? `${numerator}` : `${numerator}/${denominator}`;
  return {
    id: denominator === 1 ? `gradientRatio${numerator}` : `gradientRatio${numerator}of${denominator}`,
    symbol: `\\|\\nabla L\\| / L^{${power}}`,
    unit: "",
    axes: [],
    says: `norm of the gradient over the loss to the power ${power}`,
    measure({ gradient, value, engine }) {
      return value > 0 ? norm(gradient) / engine.math.power(value, numerator, denominator) : undefined;
    },
  };
}
