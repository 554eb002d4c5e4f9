import type { Assets, Facts, Figure, GraphPicture, NeuronCloud, Outcome, Sample } from "@overparam/core";

/** What a page asks of the worker that holds the live run. */
export type LiveRequest =
  | {
      /** Ends the present run and sets up another one; `at` replays to that iteration. */
      readonly kind: "open";
      readonly run: number;
      readonly study: string;
      readonly config: Readonly<Record<string, unknown>>;
      readonly seed: number;
      readonly at: number;
      readonly assets: Assets;
    }
  | { readonly kind: "run"; readonly pace: number }
  | { readonly kind: "pause" }
  | { readonly kind: "step" }
  | { readonly kind: "seek"; readonly iteration: number };

/** Where a live run is. */
export type LivePhase = "paused" | "running" | "seeking" | "over";

/** A condition of the paper's theorems, checked on this run as far as it has come. */
export interface AssumptionHere {
  readonly id: string;
  readonly says: string;
  readonly met: boolean;
  readonly measured: string;
}

/** The local power of the curve that is followed in time, fitted over the last decade. */
export interface LiveSlope {
  readonly estimate: number;
  readonly interval: readonly [number, number] | null;
  /** Time at which the fitted stretch begins. */
  readonly from: number;
}

/** What the worker tells, at most 30 times a second. Frames of an earlier run are recognised by `run` and dropped. */
export type LiveEvent =
  | {
      readonly kind: "opened";
      readonly run: number;
      readonly id: string;
      readonly backend: string;
      readonly facts: Facts;
      readonly last: number;
    }
  | {
      readonly kind: "frame";
      readonly run: number;
      readonly phase: LivePhase;
      readonly iteration: number;
      readonly time: number;
      readonly value: number;
      /** Steps per second, 0 while nothing moves. */
      readonly rate: number;
      /** Records that fell in since the last frame. */
      readonly samples: readonly Sample[];
      readonly neurons: NeuronCloud | null;
      readonly graph: GraphPicture | null;
      /** Clouds at the records of this frame, for the trails. */
      readonly trail: readonly { readonly iteration: number; readonly neurons: NeuronCloud }[];
      /** Iterations that can be gone back to at no cost; null when unchanged. */
      readonly marks: readonly number[] | null;
      readonly outcome: Outcome | null;
      /** Null when unchanged. */
      readonly reading: LiveReading | null;
    }
  | { readonly kind: "fault"; readonly run: number; readonly sentence: string };

/** What is worked out from the records so far; less often than frames. */
export interface LiveReading {
  readonly slope: LiveSlope | null;
  readonly assumptions: readonly AssumptionHere[];
  /** The study's own figures, where the run stands still; null while it moves. */
  readonly figures: readonly Figure[] | null;
}
