import type { Engine } from "@overparam/kernels";
import { momentFrame } from "../../moments/moment-frame.ts";
import { addMoments, momentLayout } from "../../moments/moment-sums.ts";
import type { MomentRecovery } from "../../moments/moment-recovery.ts";
import { solveMoments } from "../../moments/solve-moments.ts";
import { fold } from "../../random/fold.ts";
import type { Key } from "../../random/key.ts";
import { bestDirection } from "../best-direction.ts";
import type { Recovery } from "../recovery.ts";
import type { AttemptRecord, SearchProgress } from "../search.ts";
import { concludeOutputs } from "./conclude-outputs.ts";
import { type OutputNetwork, outputFreedom, widthOf } from "./output-network.ts";
import type { OutputFit } from "./output-search.ts";
import { outputFloors } from "./output-floors.ts";
import type { OutputRows } from "./output-rows.ts";
import { outputResidual, polishOutputs } from "./polish-outputs.ts";
import type { OutputProblem } from "./prepare-outputs.ts";

/**
 * A network of several outputs from the moments of its samples: for 1, 2, … neurons the moment learner's network, polished by Gauss–Newton on all
 * outputs together; the best by the information criterion; the same again from the moments of half of the rows, unless the first was exact; then
 * judged on held-out samples as any other network.
 *
 * Yields progress. A few seconds at twenty inputs and outputs.
 *
 * @source Ge, Kuditipudi, Li, Wang 2019, "Learning two-layer neural networks with symmetric inputs", as reconstructed in ge2019symmetric
 */
export function* recoverOutputs(engine: Engine, problem: OutputProblem): Generator<SearchProgress, Recovery> {
  const first = yield* look(engine, problem, problem.rows, 0);
  const none: OutputFit = fitOf(engine, problem, emptyNetwork(problem.rows));
  const floor = floorOf((first.fits.at(-1) ?? none).network, problem.rows);
  const count = problem.rows.y.length;
  const score = ({ network, squares }: OutputFit): number =>
    count * engine.math.log(Math.max(squares / count, floor * floor)) + outputFreedom(network) * engine.math.log(count);
  const bestOf = (fits: readonly OutputFit[]): OutputFit => fits.reduce((best, fit) => (score(fit) < score(best) ? fit : best), none);
  const record = (fit: OutputFit): AttemptRecord => ({
    students: problem.most,
    width: widthOf(fit.network),
    error: fit.error,
    heldOut: fit.heldOut,
  });
  const one = bestOf(first.fits);
  const { fault } = first;
  const exact = ({ squares }: OutputFit): boolean => Math.sqrt(squares / count) <= floor;
  if (exact(one)) {
    const search = { best: one, widths: [none, ...first.fits], fault, attempts: [record(one)], end: "exact" } as const;
    return yield* concludeOutputs(engine, problem, search);
  }
  const second = yield* look(engine, problem, problem.half, 1);
  const other = bestOf(second.fits);
  const best = score(other) < score(one) ? other : one;
  const same = widthOf(one.network) > 0 && alike(engine, problem.rows, one, other);
  const end = exact(best) ? "exact" : same ? "twice the same" : "out of attempts";
  const widths = [none, ...(best === one ? first : second).fits];
  return yield* concludeOutputs(engine, problem, { best, widths, fault, attempts: [record(one), record(other)], end });
}

/**
 * Fits of 1, 2, … neurons, up to an exact one: each is the better of the moments' network, and of the fit before with one neuron more where the
 * residual asks for it most. The latter helps where the samples are too few for the moments of as many neurons.
 */
function* look(
  engine: Engine,
  problem: OutputProblem,
  rows: OutputRows,
  attempt: number,
): Generator<SearchProgress, { readonly fits: readonly OutputFit[]; readonly fault: string | undefined }> {
  const total = problem.rows.y.length;
  const fits: OutputFit[] = [];
  let last = fitOf(engine, problem, emptyNetwork(problem.rows));
  let fault: string | undefined;
  for (let width = 1; width <= problem.most; width++) {
    yield { attempt, stage: "propose", width, error: Math.sqrt(last.squares / total) };
    const key = fold(fold(problem.key, attempt), width);
    const found = momentsOf(engine, rows, width, fold(key, "moments"));
    if (!found.recovered) fault = found.says;
    const { inputs, outputs } = rows;
    const starts: readonly (() => OutputNetwork)[] = [
      ...(found.recovered ? [() => ({ inputs, outputs, neurons: found.W, weights: found.A })] : []),
      () => withNeuronAtResidual(engine, last.network, problem.rows, fold(key, "insert")),
    ];
    let best: OutputFit | undefined;
    for (const start of starts) {
      const polishing = polishOutputs(engine, start(), problem.rows);
      let polished = polishing.next();
      while (polished.done !== true) {
        yield { attempt, stage: "fit", width, error: Math.sqrt(polished.value / total) };
        polished = polishing.next();
      }
      const fit = fitOf(engine, problem, polished.value.network);
      if (best === undefined || fit.squares < best.squares) best = fit;
      if (Math.sqrt(fit.squares / total) <= floorOf(fit.network, problem.rows)) return { fits: [...fits, fit], fault };
    }
    if (best === undefined) break;
    fits.push(best);
    last = best;
  }
  return { fits, fault };
}

function momentsOf(engine: Engine, { x, y, outputs }: OutputRows, neurons: number, key: Key): MomentRecovery {
  const n = y.length / outputs;
  const frame = momentFrame(engine, x, y, n, neurons);
  const sums = new Float64Array(momentLayout(frame).size);
  addMoments(engine, frame, sums, x, y, n);
  return solveMoments(engine, frame, sums, { neurons, key });
}

/** The network with a neuron more: of the direction at which the largest principal component of the residual correlates most with it. */
function withNeuronAtResidual(engine: Engine, network: OutputNetwork, rows: OutputRows, key: Key): OutputNetwork {
  const { inputs: d, outputs: m } = rows;
  const n = rows.y.length / m;
  const errors = outputResidual(engine, network, rows);
  const moments = new Float64Array(m * m);
  engine.linear.multiply(errors, errors, moments, { rows: m, inner: n, columns: m, transposeA: true });
  const vectors = new Float64Array(m * m);
  engine.linear.eigenSymmetric(moments, m, new Float64Array(m), vectors);
  const along = vectors.subarray((m - 1) * m);
  const component = new Float64Array(n);
  engine.linear.multiply(errors, along, component, { rows: n, inner: m, columns: 1 });
  const { direction, correlation } = bestDirection(engine, "relu", { x: rows.x, y: component, inputs: d }, component, key);
  const k = widthOf(network);
  const neurons = new Float64Array((k + 1) * d);
  neurons.set(network.neurons);
  neurons.set(direction, k * d);
  // A neuron of mass c lowers the squares most at c = correlation / E relu(u·z)² = 2 correlation, the inputs being white.
  const weights = Float64Array.from({ length: m * (k + 1) }, (_, at) => {
    const [o, l] = [Math.floor(at / (k + 1)), at % (k + 1)];
    return l < k ? (network.weights[o * k + l] as number) : 2 * correlation * (along[o] as number);
  });
  return { ...network, neurons, weights };
}

function emptyNetwork({ inputs, outputs }: OutputRows): OutputNetwork {
  return { inputs, outputs, neurons: new Float64Array(0), weights: new Float64Array(0) };
}

function fitOf(engine: Engine, { rows, heldOut, scales }: OutputProblem, network: OutputNetwork): OutputFit {
  const kept = outputResidual(engine, network, rows);
  const outside = outputResidual(engine, network, heldOut);
  const inUnits = (errors: Float64Array): number => {
    let squares = 0;
    errors.forEach((error, at) => {
      const own = error * (scales[at % rows.outputs] as number);
      squares += own * own;
    });
    return Math.sqrt(squares / errors.length);
  };
  let squares = 0;
  for (const error of kept) squares += error * error;
  return { network, squares, error: inUnits(kept), heldOut: inUnits(outside) };
}

/** Root mean square of the floors of all outputs. */
function floorOf(network: OutputNetwork, rows: OutputRows): number {
  return Math.sqrt(outputFloors(network, rows).reduce((sum, floor) => sum + floor * floor, 0) / rows.outputs);
}

/** Do two fits of one width differ, in mean square, by at most a tenth of the variance that either has from the noise? */
function alike(engine: Engine, rows: OutputRows, one: OutputFit, other: OutputFit): boolean {
  if (widthOf(one.network) !== widthOf(other.network)) return false;
  const [first, second] = [outputResidual(engine, one.network, rows), outputResidual(engine, other.network, rows)];
  const gap = first.reduce((sum, error, at) => sum + (error - (second[at] as number)) * (error - (second[at] as number)), 0);
  const p = outputFreedom(one.network);
  return gap <= (0.1 * Math.min(one.squares, other.squares) * p) / Math.max(1, first.length - p);
}
