import { type Engine, misuse } from "@overparam/kernels";
import { fold } from "../random/fold.ts";
import { awayFromKinks } from "./away-from-kinks.ts";
import { residualCertificate } from "./certificate.ts";
import { fromSpan, orthonormalBasis } from "./input-span.ts";
import { lackOfFit } from "./lack-of-fit.ts";
import { agreement, judgeRecovery } from "./judge-recovery.ts";
import { norm } from "./merge-neurons.ts";
import { normalEquations } from "./normal-equations.ts";
import { orientNetwork } from "./orient-network.ts";
import { polish } from "./polish.ts";
import type { RecoveryProblem } from "./prepare-recovery.ts";
import type { Recovery } from "./recovery.ts";
import { residual, roundingFloor, termSize } from "./residual.ts";
import type { SearchProgress, SearchState } from "./search.ts";
import { chosen, freedom, type SignedNetwork } from "./signed-network.ts";
import { invert } from "./without-neuron.ts";

/**
 * The end of a recovery: the best network polished on all fitted rows, ReLU neurons turned to their sides, errors measured on the held-out rows,
 * and what may be claimed.
 *
 * `exact` needs a held-out error at the rounding floor and weights that the samples pin down to 10⁻⁸; `noisy` a network found twice from
 * different starts, a held-out error that agrees with the fit's, and a residual that looks like noise; `ambiguous` is a function that is
 * known, of weights that are not; all else is `none`.
 */
export function* concludeRecovery(engine: Engine, problem: RecoveryProblem, state: SearchState): Generator<SearchProgress, Recovery> {
  const { best, end } = state;
  if (state.stage !== "done" || best === undefined || end === undefined) {
    throw misuse("concludeRecovery", "the search must be done", state.stage, "call searchPiece until it is");
  }
  const { rows, heldOut, search, settings } = problem;
  const n = rows.y.length;
  const polishing = polish(engine, best.network, rows, { steps: 40, gain: 1e-12, floor: 0 });
  let polished = polishing.next();
  while (polished.done !== true) {
    const error = Math.sqrt(polished.value / n);
    yield { attempt: state.records.length - 1, stage: "done", width: best.network.signs.length, error };
    polished = polishing.next();
  }
  const free = polished.value;
  const freeFloor = roundingFloor(free.network, rows);
  const atFloor = free.squares <= n * freeFloor * freeFloor;
  const oriented =
    settings.activation === "relu"
      ? orientNetwork(engine, free.network, free.squares, rows, atFloor)
      : { network: free.network, squares: free.squares, pairs: 0, extra: false, unique: true };
  const network = byNorm(oriented.network);
  const tied = oriented.pairs === 0 && !oriented.extra;
  // Where lines carry a neuron on either side the even part and the linear one are what the data pin down.
  const pinned = tied ? network : free.network;
  const p = freedom(pinned);
  const kept = residual(engine, network, rows);
  const outside = residual(engine, network, heldOut);
  const error = Math.sqrt(kept.squares / n);
  const heldOutError = Math.sqrt(outside.squares / heldOut.y.length);
  const floor = roundingFloor(network, heldOut);
  const exact = error <= roundingFloor(network, rows) && heldOutError <= floor;
  const noise = Math.sqrt(kept.squares / Math.max(1, n - p));
  const deviation = exact ? Math.max(heldOutError, 2.220446049250313e-16 * termSize(network, heldOut)) : noise;
  const errors = neuronErrors(engine, problem, pinned, deviation);
  const norms = neuronNorms(engine, problem, pinned);
  const worst = Math.max(0, ...errors.map((of, k) => of / (norms[k] as number)));
  const fit = exact ? undefined : lackOfFit(engine, pinned, rows);
  const certificate = exact ? undefined : residualCertificate(engine, pinned, rows, kept.values, fold(search.key, "certificate"));
  const finding = judgeRecovery({
    exact,
    width: network.signs.length,
    most: search.most,
    end,
    worst,
    oriented,
    fit,
    certificate,
    agrees: agreement(kept.values, outside.values, p),
  });
  const { W, a } = outward(engine, problem, network);
  const scale = problem.scale;
  return {
    ...finding,
    activation: settings.activation,
    width: a.length,
    inputs: problem.inputs,
    W,
    a,
    pairs: oriented.pairs,
    extra: oriented.extra,
    unique: oriented.unique,
    standardErrors: errors,
    predictedError: Math.sqrt(errors.reduce((sum, of) => sum + of * of, 0)),
    resolution: Math.min(Math.PI, (3 * Math.PI) / n),
    samples: { fitted: n, heldOut: heldOut.y.length, searched: search.rows.y.length, setAside: problem.setAside },
    rank: problem.span.rank,
    basis: problem.span.rank < problem.inputs ? orthonormalBasis(problem.span, problem.inputs) : undefined,
    spread: problem.span.spread,
    scale,
    error: error * scale,
    heldOutError: heldOutError * scale,
    floor: floor * scale,
    noise: exact ? 0 : noise * scale,
    lackOfFit: fit,
    certificate,
    widths: state.widths.map((of) => ({ width: of.network.signs.length, error: of.error * scale, heldOut: of.heldOut * scale })),
    attempts: state.records.map((of) => ({ ...of, error: of.error * scale, heldOut: of.heldOut * scale })),
    end,
  };
}

/** Neurons in the order of falling norm. */
function byNorm(network: SignedNetwork): SignedNetwork {
  const { inputs: d, neurons, signs } = network;
  const norms = Array.from(signs, (_, k) => norm(neurons, k * d, d));
  return chosen(
    network,
    Array.from(signs.keys()).sort((a, b) => (norms[b] as number) - (norms[a] as number) || a - b),
  );
}

/** √tr of the covariance of each neuron a_k w_k in the coordinates of x and units of y; infinite where the Jacobian has no full rank. */
function neuronErrors(engine: Engine, { rows, span, scale }: RecoveryProblem, network: SignedNetwork, deviation: number): number[] {
  const p = freedom(network);
  const m = network.signs.length;
  const d = span.rank;
  const inverse =
    p === 0 ? new Float64Array(0) : invert(engine, normalEquations(engine, network, awayFromKinks(engine, network, rows)).gram, p);
  if (inverse === undefined) return Array.from({ length: m }, () => Number.POSITIVE_INFINITY);
  // The rows of Q are orthogonal, so tr QᵀCQ = Σ_i C_ii ‖Q_i‖².
  const lengths = Array.from({ length: d }, (_, i) => norm(span.into, i * (span.into.length / d), span.into.length / d));
  return Array.from({ length: m }, (_, k) => {
    let trace = 0;
    for (let i = 0; i < d; i++) {
      const at = k * d + i;
      trace += Math.max(0, inverse[at * p + at] as number) * (lengths[i] as number) * (lengths[i] as number);
    }
    return deviation * scale * Math.sqrt(trace);
  });
}

function neuronNorms(engine: Engine, problem: RecoveryProblem, network: SignedNetwork): number[] {
  const { inputs: d, span, scale } = problem;
  const outside = fromSpan(engine, span, d, network.neurons);
  return Array.from(network.signs, (_, k) => scale * norm(outside, k * d, d));
}

/** Unit rows W [m,d] and output weights a [m] in the coordinates of x and units of y. */
function outward(
  engine: Engine,
  { inputs: d, span, scale }: RecoveryProblem,
  network: SignedNetwork,
): { W: Float64Array; a: Float64Array } {
  const W = fromSpan(engine, span, d, network.neurons);
  const a = new Float64Array(network.signs.length);
  for (let k = 0; k < a.length; k++) {
    const length = norm(W, k * d, d);
    a[k] = (network.signs[k] as number) * length * scale;
    for (let j = 0; j < d && length > 0; j++) W[k * d + j] = (W[k * d + j] as number) / length;
  }
  return { W, a };
}
