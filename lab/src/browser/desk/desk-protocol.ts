import type { Assets, Backend, Figure, Verdict } from "@overparam/core";
import type { SweepFile } from "../../sweep/sweep-file.ts";
import type { StudyCard } from "../study-card.ts";

/** What a page asks of the worker that knows the studies. Every question has an answer with the same `ask`. */
export type DeskRequest = { readonly ask: number } & (
  | { readonly kind: "studies" }
  /** Fills in defaults and refuses what the schema refuses; names the run. */
  | { readonly kind: "resolve"; readonly study: string; readonly config: Readonly<Record<string, unknown>>; readonly seed: number }
  /** The settings of one trial of a sweep, and its run's id on the sweep's backend. */
  | { readonly kind: "trial"; readonly file: SweepFile; readonly backend: Backend; readonly cell: number; readonly seed: number }
  | { readonly kind: "file"; readonly name: string; readonly bytes: ArrayBuffer }
  | {
      readonly kind: "verify";
      readonly study: string;
      readonly config: Readonly<Record<string, unknown>>;
      readonly seed: number;
      readonly workers: number;
      readonly assets: Assets;
    }
  | { readonly kind: "stop" }
);

/** How far the evidence for one claim is. */
export interface ClaimProgress {
  readonly claim: string;
  readonly done: number;
  readonly total: number;
}

/** A claim as the page shows it: the verdict so far, and what the same judge said of its counter-run. */
export interface ClaimShown {
  readonly claim: string;
  readonly verdict: Verdict;
  readonly counter: Verdict | null;
}

export type DeskReply = { readonly ask: number } & (
  | { readonly kind: "studies"; readonly cards: readonly StudyCard[]; readonly failures: readonly string[] }
  | { readonly kind: "resolved"; readonly config: Readonly<Record<string, unknown>>; readonly id: string; readonly backend: string }
  | { readonly kind: "trial"; readonly config: Readonly<Record<string, unknown>>; readonly seed: number; readonly id: string }
  | { readonly kind: "file"; readonly hash: string; readonly assets: Assets; readonly says: string }
  | {
      readonly kind: "progress";
      readonly done: number;
      readonly total: number;
      readonly secondsLeft: number | null;
      readonly claims: readonly ClaimProgress[];
      /** Verdicts of the claims whose evidence is complete; null when unchanged. */
      readonly shown: readonly ClaimShown[] | null;
    }
  | {
      readonly kind: "verified";
      readonly id: string;
      readonly claims: readonly ClaimShown[];
      readonly figures: readonly Figure[];
      readonly failures: readonly string[];
      readonly runs: number;
      readonly seconds: number;
    }
  | { readonly kind: "stopped" }
  | { readonly kind: "refused"; readonly sentence: string }
);
