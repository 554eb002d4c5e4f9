import { type Engine, misuse } from "@overparam/kernels";
import { fold } from "../random/fold.ts";
import type { Key } from "../random/key.ts";
import { bestDirection } from "./best-direction.ts";
import { mergeNeurons } from "./merge-neurons.ts";
import type { RecoveryMethod } from "./method.ts";
import { normalEquations } from "./normal-equations.ts";
import { polish, type PolishOrder } from "./polish.ts";
import { residual, roundingFloor } from "./residual.ts";
import type { Rows } from "./rows.ts";
import { freedom, type SignedNetwork, withNeuron } from "./signed-network.ts";
import { informationCriterion, type WidthFit } from "./width-fit.ts";
import { withoutNeuron } from "./without-neuron.ts";

/** What a search works on. */
export interface SearchProblem {
  /** Rows to fit and rows held out, in the coordinates of the inputs' span, targets of root mean square 1. */
  readonly rows: Rows;
  readonly heldOut: Rows;
  /** Networks may have a linear part. */
  readonly linear: boolean;
  readonly method: RecoveryMethod;
  readonly key: Key;
  /** Most attempts from new starts, and most neurons of a network. */
  readonly attempts: number;
  readonly most: number;
}

/** How one attempt ended. */
export interface AttemptRecord {
  /** Neurons that it began with. */
  readonly students: number;
  /** Neurons of its best network, by the information criterion. */
  readonly width: number;
  readonly error: number;
  readonly heldOut: number;
}

/** A search between two of its pieces: plain data, from which it goes on. */
export interface SearchState {
  readonly stage: "propose" | "fit" | "reduce" | "done";
  /** Attempts that are finished. */
  readonly records: readonly AttemptRecord[];
  /** What the attempt under way has. */
  readonly student?: SignedNetwork;
  /** Its fits, wide to narrow. */
  readonly path: readonly WidthFit[];
  /** The best fit of all finished attempts, and for every width the best fit seen. */
  readonly best?: WidthFit;
  readonly widths: readonly WidthFit[];
  /** Why it ended. */
  readonly end?: "exact" | "twice the same" | "out of attempts";
}

/** What is told while a piece is under way. */
export interface SearchProgress {
  readonly attempt: number;
  readonly stage: SearchState["stage"];
  readonly width: number;
  /** Root mean square error on the rows that are fitted. */
  readonly error: number;
}

/** Neurons that the first attempts begin with; later ones begin with twice as many, and again. */
const firstStudents = 16;
const rough: Omit<PolishOrder, "floor"> = { steps: 40, gain: 1e-3 };
const fine: Omit<PolishOrder, "floor"> = { steps: 60, gain: 1e-4 };
/** For widths that are too narrow already: their error is told, and no claim rests on it. */
const quick: Omit<PolishOrder, "floor"> = { steps: 8, gain: 1e-2 };

export function startSearch(): SearchState {
  return { stage: "propose", records: [], path: [], widths: [] };
}

/**
 * One piece of a search; yields progress, gives back the state after the piece. Pieces depend on state and problem alone, so a search that
 * is stopped goes on from its last state to the same end.
 *
 * An attempt: the method proposes a network (propose); Gauss–Newton polishes it, and while the error is above rounding and a further neuron
 * pays by the information criterion, one is added where the residual's certificate is largest (fit); then neurons go one by one, each time the one
 * that costs least, and every width is polished (reduce). The search ends when a network is exact, when two attempts gave the same one, or after
 * `attempts`.
 */
export function* searchPiece(engine: Engine, problem: SearchProblem, state: SearchState): Generator<SearchProgress, SearchState> {
  const attempt = state.records.length;
  const key = fold(problem.key, attempt);
  const n = problem.rows.y.length;
  const tell = (width: number, squares: number): SearchProgress => ({ attempt, stage: state.stage, width, error: Math.sqrt(squares / n) });
  switch (state.stage) {
    case "propose": {
      const students = studentsOf(problem, attempt);
      const { rows, linear, most } = problem;
      const proposing = problem.method.propose(engine, { rows, linear, most, students, key: fold(key, "propose") });
      for (;;) {
        const next = proposing.next();
        if (next.done === true) return { ...state, stage: "fit", student: next.value };
        yield tell(students, 2 * n * next.value);
      }
    }
    case "fit": {
      let student = given(state.student);
      let floor = roundingFloor(student, problem.rows);
      let now = yield* watched(polish(engine, student, problem.rows, { ...rough, floor }), tell, student);
      const worthOf = (network: SignedNetwork, squares: number): number =>
        informationCriterion(engine.math, { network, squares, error: 0, heldOut: 0 }, n, floor);
      let score = worthOf(now.network, now.squares);
      for (let round = 0; now.squares > n * floor * floor && now.network.signs.length < problem.most; round++) {
        const errors = residual(engine, now.network, problem.rows).values;
        const { direction, correlation } = bestDirection(engine, "abs", problem.rows, errors, fold(fold(key, "insert"), round));
        // A neuron of mass c lowers the squares most at c = correlation / E (u·z)² = correlation, the inputs being white.
        const neuron = direction.map((entry) => Math.abs(correlation) * entry);
        student = withNeuron(now.network, correlation < 0 ? -1 : 1, neuron);
        floor = roundingFloor(student, problem.rows);
        const next = yield* watched(polish(engine, student, problem.rows, { ...rough, floor }), tell, student);
        const worth = worthOf(next.network, next.squares);
        if (!(worth < score)) break;
        score = worth;
        now = next;
      }
      // Duplicates of an exact fit go at once; near ones one by one.
      const merged = mergeNeurons(now.network, { cosine: 1 - 1e-12, share: 1e-12 });
      return { ...state, stage: "reduce", student: merged, path: [] };
    }
    case "reduce": {
      const student = given(state.student);
      const floor = roundingFloor(student, problem.rows);
      const order = passed(engine, problem, state.path, floor) ? quick : fine;
      const { network, squares } = yield* watched(polish(engine, student, problem.rows, { ...order, floor }), tell, student);
      const heldOut = Math.sqrt(residual(engine, network, problem.heldOut).squares / problem.heldOut.y.length);
      const fit: WidthFit = { network, squares, error: Math.sqrt(squares / n), heldOut };
      const path = [...state.path, fit];
      const widths = withFit(state.widths, fit);
      if (network.signs.length > 0) {
        const next = withoutNeuron(engine, network, normalEquations(engine, network, problem.rows));
        return { ...state, student: next, path, widths };
      }
      return concluded(engine, problem, { ...state, path, widths });
    }
    case "done":
      return state;
  }
}

/** Has the reduction gone past the best width: are the last two fits both worse than an earlier one by what two neurons weigh? */
function passed(engine: Engine, { rows }: SearchProblem, path: readonly WidthFit[], floor: number): boolean {
  const n = rows.y.length;
  const scores = path.map((fit) => informationCriterion(engine.math, fit, n, floor));
  const least = Math.min(...scores) + 2 * rows.inputs * engine.math.log(n);
  return scores.length > 2 && scores.slice(-2).every((score) => score > least);
}

/** Neurons that an attempt begins with. */
function studentsOf({ most }: SearchProblem, attempt: number): number {
  return Math.max(1, Math.min(most, firstStudents * (1 << Math.min(2, Math.floor(attempt / 2)))));
}

/** Attempt finished: its best width, and whether another attempt is needed. */
function concluded(engine: Engine, problem: SearchProblem, state: SearchState): SearchState {
  const n = problem.rows.y.length;
  const floor = roundingFloor((state.path[0] as WidthFit).network, problem.rows);
  const score = (fit: WidthFit): number => informationCriterion(engine.math, fit, n, floor);
  const own = state.path.reduce((best, fit) => (score(fit) < score(best) ? fit : best));
  const before = state.best;
  const best = before === undefined || score(own) < score(before) ? own : before;
  const record = {
    students: studentsOf(problem, state.records.length),
    width: own.network.signs.length,
    error: own.error,
    heldOut: own.heldOut,
  };
  const records = [...state.records, record];
  const exact = best.error <= floor;
  const same = before !== undefined && alike(engine, problem.rows, own, before);
  const end = exact ? "exact" : same ? "twice the same" : records.length >= problem.attempts ? "out of attempts" : undefined;
  const { student: _student, ...rest } = state;
  const next = { ...rest, records, best, path: [] };
  return end === undefined ? { ...next, stage: "propose" } : { ...next, stage: "done", end };
}

/**
 * Are two fits of one width the same network: do they differ, in mean square over the rows, by at most a tenth of the variance σ²p/n that either
 * has from the noise? Noise makes small kinks in the objective, so that two descents to one minimum may stop side by side.
 */
function alike(engine: Engine, rows: Rows, one: WidthFit, other: WidthFit): boolean {
  if (one.network.signs.length !== other.network.signs.length) return false;
  const first = residual(engine, one.network, rows).values;
  const second = residual(engine, other.network, rows).values;
  let squares = 0;
  for (let i = 0; i < first.length; i++) {
    const gap = (first[i] as number) - (second[i] as number);
    squares += gap * gap;
  }
  const p = freedom(one.network);
  return squares <= (0.1 * Math.min(one.squares, other.squares) * p) / Math.max(1, first.length - p);
}

/** The best fit of every width, narrow to wide. */
function withFit(widths: readonly WidthFit[], fit: WidthFit): readonly WidthFit[] {
  const width = (of: WidthFit): number => of.network.signs.length;
  const old = widths.find((other) => width(other) === width(fit));
  if (old !== undefined && old.squares <= fit.squares) return widths;
  return [...widths.filter((other) => other !== old), fit].sort((a, b) => width(a) - width(b));
}

function* watched<T>(
  work: Generator<number, T>,
  tell: (width: number, squares: number) => SearchProgress,
  network: SignedNetwork,
): Generator<SearchProgress, T> {
  for (;;) {
    const next = work.next();
    if (next.done === true) return next.value;
    yield tell(network.signs.length, next.value);
  }
}

function given(student: SignedNetwork | undefined): SignedNetwork {
  if (student === undefined) throw misuse("searchPiece", "this stage needs the student of the one before", undefined, "start again");
  return student;
}

/** Most neurons that n rows of d inputs can determine here: as many parameters as 0.7 of the rows, and at least one neuron. */
export function mostNeurons(samples: number, inputs: number): number {
  return Math.max(1, Math.min(64, Math.floor((0.7 * samples) / Math.max(1, inputs)) - 1));
}
