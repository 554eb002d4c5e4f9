import { type Observable, projectedAscent, rootKey, sphereDomain } from "@overparam/core";
import { adversaryObjective } from "../network/adversary-objective.ts";
import { lossOf } from "../network/loss.ts";
import { evaluatorOf } from "../network/network.ts";
import { trainingOf } from "../problem.ts";

/** Mean over the inputs of the steps that an ascent from one fixed direction takes to the tolerance, with the present weights. */
export const adversarySteps: Observable = {
  id: "adversarySteps",
  symbol: "t",
  unit: "",
  axes: [],
  says: "mean steps of the adversary to its tolerance",
  measure({ problem, state, engine }) {
    const own = trainingOf(problem);
    if (own === undefined) return undefined;
    const { network, x, y, directions, adversary } = own;
    const d = network.inputs;
    const evaluator = evaluatorOf(engine.math, { ...network, weights: state.theta });
    const ascent = projectedAscent({ domain: sphereDomain(adversary.radius), step: adversary.step, tolerance: adversary.tolerance });
    let sum = 0;
    for (let i = 0; i < y.length; i++) {
      const objective = adversaryObjective(evaluator, lossOf(engine.math, "squared"), x.subarray(i * d, (i + 1) * d), y[i] as number);
      const one = { objective, start: directions.subarray(i * d, (i + 1) * d) };
      const { state: end } = ascent.advance(one, ascent.init(one, key), adversary.steps, { value: Number.NEGATIVE_INFINITY });
      sum += end.taken[0] as number;
    }
    return sum / y.length;
  },
};

/** An ascent draws nothing. */
const key = rootKey("deterministic", 0);
