import type { Engine } from "@overparam/kernels";
import { fold } from "../../random/fold.ts";
import { type Certificate, residualCertificate } from "../certificate.ts";
import { fromSpan, type InputSpan, orthonormalBasis } from "../input-span.ts";
import { agreement, judgeRecovery } from "../judge-recovery.ts";
import { type LackOfFit, lackOfFit } from "../lack-of-fit.ts";
import { norm } from "../merge-neurons.ts";
import type { Recovery } from "../recovery.ts";
import { termSize } from "../residual.ts";
import type { SearchProgress } from "../search.ts";
import { invert } from "../without-neuron.ts";
import { outputEquations } from "./output-equations.ts";
import { outputFloors } from "./output-floors.ts";
import { type OutputNetwork, outputFreedom, outputOf, widthOf, withOutputsScaled } from "./output-network.ts";
import { oneOutput, type OutputRows } from "./output-rows.ts";
import type { OutputSearch } from "./output-search.ts";
import { outputResidual, polishOutputs } from "./polish-outputs.ts";
import type { OutputProblem } from "./prepare-outputs.ts";

const epsilon = 2.220446049250313e-16;

/**
 * The end of a recovery of several outputs: what may be claimed, by the judge of networks with one output.
 *
 * Where there is noise, every output is weighted by its own and the network is polished again (feasible generalised least squares); noise is taken
 * to be independent between outputs. Tests are made output by output, at a level divided by their number.
 */
export function* concludeOutputs(engine: Engine, problem: OutputProblem, search: OutputSearch): Generator<SearchProgress, Recovery> {
  const { rows, heldOut, scales, span, inputs: d } = problem;
  const m = rows.outputs;
  const n = rows.y.length / m;
  const { best, end, fault } = search;
  const p = outputFreedom(best.network);
  const first = outputErrors(engine, best.network, rows);
  const exact =
    within(first.sizes, outputFloors(best.network, rows)) &&
    within(outputErrors(engine, best.network, heldOut).sizes, outputFloors(best.network, heldOut));
  // Each output in units of its noise.
  const largest = Math.max(...first.sizes);
  const units = first.sizes.map((size) => (exact || largest === 0 ? 1 : Math.max(size, 1e-3 * largest)));
  const weighted = weightedRows(rows, units);
  let network = withOutputsScaled(
    best.network,
    units.map((unit) => 1 / unit),
  );
  if (!exact && widthOf(network) > 0) {
    const polishing = polishOutputs(engine, network, weighted);
    let polished = polishing.next();
    while (polished.done !== true) {
      yield { attempt: search.attempts.length - 1, stage: "done", width: widthOf(network), error: Math.sqrt(polished.value / (n * m)) };
      polished = polishing.next();
    }
    ({ network } = polished.value);
  }
  const inUnits = units.map((unit, o) => unit * (scales[o] as number));
  network = byNorm(network, norms(engine, span, network, inUnits));
  const outside = weightedRows(heldOut, units);
  const kept = outputErrors(engine, network, weighted);
  const away = outputErrors(engine, network, outside);
  const deviation = exact
    ? Math.max(...away.sizes, ...Array.from({ length: m }, (_, o) => epsilon * termSize(outputOf(network, o), oneOutput(outside, o))))
    : Math.sqrt((n * kept.sizes.reduce((sum, size) => sum + size * size, 0)) / Math.max(1, n * m - p));
  const errors = neuronErrors(engine, span, network, weighted, inUnits, deviation);
  const sizes = norms(engine, span, network, inUnits);
  const worst = Math.max(0, ...errors.map((error, k) => error / (sizes[k] as number)));
  let fit: LackOfFit | undefined;
  let certificate: Certificate | undefined;
  for (let o = 0; o < m && !exact && widthOf(network) > 0; o++) {
    const [own, one] = [outputOf(network, o), oneOutput(weighted, o)];
    const next = lackOfFit(engine, own, one);
    if (fit === undefined || next.p < fit.p) fit = next;
    yield { attempt: search.attempts.length - 1, stage: "done", width: widthOf(network), error: kept.sizes[o] as number };
    const further = residualCertificate(engine, own, one, kept.values[o] as Float64Array, fold(fold(problem.key, "certificate"), o));
    if (certificate === undefined || excess(further) > excess(certificate)) certificate = further;
  }
  if (fit !== undefined) fit = { ...fit, p: Math.min(1, m * fit.p) };
  const finding = judgeRecovery({
    exact,
    width: widthOf(network),
    most: Number.POSITIVE_INFINITY,
    end,
    worst,
    oriented: { unique: true, extra: false, pairs: 0 },
    fit,
    certificate,
    agrees: agreement(flat(kept.values), flat(away.values), p),
  });
  const said =
    finding.verdict === "none" && fault !== undefined
      ? { ...finding, reason: `${finding.reason}; the moments say of other widths: ${fault.replace(/\.$/, "")}` }
      : finding;
  /** Root mean square over outputs, in the units of y. */
  const total = (sizes: readonly number[]): number =>
    Math.sqrt(sizes.reduce((sum, size, o) => sum + size * size * (inUnits[o] as number) * (inUnits[o] as number), 0) / m);
  return {
    ...said,
    activation: "relu",
    width: widthOf(network),
    inputs: d,
    ...outward(engine, span, d, network, inUnits),
    pairs: 0,
    extra: false,
    unique: true,
    standardErrors: errors,
    predictedError: Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0)),
    resolution: Math.min(Math.PI, (3 * Math.PI) / n),
    samples: { fitted: n, heldOut: heldOut.y.length / m, searched: n, setAside: problem.setAside },
    rank: span.rank,
    basis: span.rank < d ? orthonormalBasis(span, d) : undefined,
    spread: span.spread,
    scale: Math.sqrt(scales.reduce((sum, scale) => sum + scale * scale, 0) / m),
    error: total(kept.sizes),
    heldOutError: total(away.sizes),
    floor: total(outputFloors(network, outside)),
    noise: exact ? 0 : deviation * total(units.map(() => 1)),
    lackOfFit: fit,
    certificate,
    widths: search.widths.map(({ network: { neurons, inputs }, error, heldOut: held }) => ({
      width: neurons.length / inputs,
      error,
      heldOut: held,
    })),
    attempts: search.attempts,
    end,
  };
}

/** The residuals of every output, and their root mean squares. */
function outputErrors(engine: Engine, network: OutputNetwork, rows: OutputRows) {
  const all = { ...rows, y: outputResidual(engine, network, rows) };
  const values = Array.from({ length: rows.outputs }, (_, o) => oneOutput(all, o).y);
  const sizes = values.map((errors) => Math.sqrt(errors.reduce((sum, error) => sum + error * error, 0) / Math.max(1, errors.length)));
  return { values, sizes };
}

function within(sizes: readonly number[], floors: readonly number[]): boolean {
  return sizes.every((size, o) => size <= (floors[o] as number));
}

function weightedRows(rows: OutputRows, units: readonly number[]): OutputRows {
  return { ...rows, y: rows.y.map((target, at) => target / (units[at % rows.outputs] as number)) };
}

/** Residuals of all outputs after each other. */
function flat(values: readonly Float64Array[]): Float64Array {
  return Float64Array.from(values.flatMap((errors) => Array.from(errors)));
}

/** By how many of its standard deviations a certificate is above what noise gives. */
function excess({ value, expected, spread }: Certificate): number {
  return (value - expected) / spread;
}

/** ‖A_k‖ ‖w_k‖ of every neuron in the coordinates of x and the units of y. */
function norms(engine: Engine, span: InputSpan, network: OutputNetwork, inUnits: readonly number[]): readonly number[] {
  return Array.from(outward(engine, span, span.into.length / Math.max(1, span.rank), network, inUnits).a);
}

/** Neurons in the order of falling norm. */
function byNorm(network: OutputNetwork, sizes: readonly number[]): OutputNetwork {
  const { inputs: d, neurons, weights } = network;
  const k = sizes.length;
  const order = Array.from(sizes.keys()).sort((one, other) => (sizes[other] as number) - (sizes[one] as number) || one - other);
  return {
    ...network,
    neurons: Float64Array.from(order.flatMap((l) => Array.from(neurons.subarray(l * d, l * d + d)))),
    weights: weights.map((_, at) => weights[at - (at % k) + (order[at % k] as number)] as number),
  };
}

/** Unit rows W [k,d], A [m,k] and a_k = ‖A_k‖ in the coordinates of x and the units of y. */
function outward(engine: Engine, span: InputSpan, d: number, network: OutputNetwork, inUnits: readonly number[]) {
  const k = widthOf(network);
  const W = fromSpan(engine, span, d, network.neurons);
  const A = network.weights.map((entry, at) => entry * (inUnits[Math.floor(at / k)] as number));
  const a = new Float64Array(k);
  for (let l = 0; l < k; l++) {
    const length = norm(W, l * d, d);
    for (let j = 0; j < d && length > 0; j++) W[l * d + j] = (W[l * d + j] as number) / length;
    let squares = 0;
    for (let at = l; at < A.length; at += k) {
      A[at] = (A[at] as number) * length;
      squares += (A[at] as number) * (A[at] as number);
    }
    a[l] = Math.sqrt(squares);
  }
  return { W, a, A };
}

/**
 * √tr of the covariance of every A_k w_kᵀ in the coordinates of x and the units of y: the sum over o, i of s_o² L_i² Var(α_o dv_i + v_i dα_o), L_i the
 * length of row i of the span's Q; infinite where the equations are singular.
 */
function neuronErrors(
  engine: Engine,
  span: InputSpan,
  network: OutputNetwork,
  rows: OutputRows,
  inUnits: readonly number[],
  deviation: number,
): readonly number[] {
  const { inputs: rank, outputs: m, neurons, weights } = network;
  const k = widthOf(network);
  const p = k * (rank + m);
  if (k === 0) return [];
  const inverse = invert(engine, outputEquations(engine, network, rows).gram, p);
  if (inverse === undefined) return Array.from({ length: k }, () => Number.POSITIVE_INFINITY);
  const d = span.into.length / rank;
  return Array.from({ length: k }, (_, l) => {
    let trace = 0;
    for (let i = 0; i < rank; i++) {
      const length = norm(span.into, i * d, d);
      const [v, inner] = [neurons[l * rank + i] as number, l * rank + i];
      for (let o = 0; o < m; o++) {
        const [alpha, outer] = [weights[o * k + l] as number, k * rank + o * k + l];
        const [vv, aa, va] = [inverse[inner * p + inner], inverse[outer * p + outer], inverse[inner * p + outer]] as [
          number,
          number,
          number,
        ];
        const size = (inUnits[o] as number) * length;
        trace += size * size * Math.max(0, v * v * aa + alpha * alpha * vv + 2 * v * alpha * va);
      }
    }
    return deviation * Math.sqrt(trace);
  });
}
