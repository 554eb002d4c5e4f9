import type { Claim } from "@overparam/core";
import type { Config } from "../config.ts";
import { descending } from "../counters.ts";
import { countSweep, fewNetworks } from "../ensembles.ts";
import type { DengProblem } from "../problem.ts";
import { allAtMaxima } from "../reduce/maxima.ts";

/** The theorem: projected gradient ascent reaches a local maximum in polynomially many iterations, with high probability. */
export const localMaximum: Claim<Config, DengProblem> = {
  id: "local-maximum",
  name: "Ascent finds a local maximum",
  says: "From every start, projected gradient ascent settles at a local maximum of the sphere.",
  statement: String.raw`\delta_t\to\delta^*,\quad P\nabla^2\ell P\prec\tfrac{\langle\nabla\ell,\delta^*\rangle}{\varepsilon^2}I,\ \text{with high probability}`,
  quantity: "share of networks on which every start settles within the cap at a point that satisfies the second-order condition",
  grade: "existential",
  fidelity: "paper",
  addition:
    "the number of steps is not explicit: the cap is 400, high probability is read as 0.9, and starts are spread over the sphere with both poles ±∇f(x) among them",
  assumes: [],
  ensemble: (config, seed) => countSweep(config, seed),
  reduce: ({ records }) => ({
    kind: "counts",
    counts: [{ group: "all networks", hits: records.filter(allAtMaxima).length, of: records.length }],
  }),
  predict: () => ({ form: "fraction at least", bound: 0.9, constants: "given" }),
  counter: { why: "descent in place of ascent: it settles at minima, or creeps to zero loss", alter: descending, ensemble: fewNetworks },
};
