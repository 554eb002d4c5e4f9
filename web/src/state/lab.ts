import type { Assets, Facts, Figure, GraphPicture, NeuronCloud, Outcome, Sample } from "@overparam/core";
import type { ClaimProgress, ClaimShown, LivePhase, LiveReading, StudyCard } from "@overparam/lab/browser";
import { computed, signal } from "@preact/signals";

/** Settings as plain data. */
export type Config = Readonly<Record<string, unknown>>;

/** Everything that the page shows, as signals. Only `actions.ts` writes them. */
export const cards = signal<readonly StudyCard[] | null>(null);
export const failures = signal<readonly string[]>([]);
export const studyId = signal<string | null>(null);
export const study = computed(() => cards.value?.find((card) => card.id === studyId.value) ?? null);

export const config = signal<Config>({});
export const seed = signal(1);
export const preset = signal<string | null>(null);
/** What a refused setting said, by the name of the setting; "" where the sentence names none. */
export const refusal = signal<{ readonly field: string; readonly sentence: string } | null>(null);
/** Contents of files that settings name, by their hash. */
export const assets = signal<Assets>(new Map());
export const fileNames = signal<ReadonlyMap<string, { readonly name: string; readonly says: string }>>(new Map());

export const runId = signal<string | null>(null);
export const backend = signal("wasm");
export const facts = signal<Facts>({});
export const last = signal(0);
export const phase = signal<LivePhase | "opening">("opening");
export const iteration = signal(0);
export const time = signal(0);
export const value = signal(Number.NaN);
export const rate = signal(0);
export const samples = signal<readonly Sample[]>([]);
export const neurons = signal<NeuronCloud | null>(null);
export const graph = signal<GraphPicture | null>(null);
export const trail = signal<readonly { readonly iteration: number; readonly neurons: NeuronCloud }[]>([]);
export const marks = signal<readonly number[]>([0]);
export const outcome = signal<Outcome | null>(null);
export const reading = signal<LiveReading | null>(null);
/** The study's own figures of this run, where it last stood still. */
export const figures = signal<readonly Figure[]>([]);
/** Seconds that a decade of iterations takes; 0 for as fast as the machine goes. */
export const pace = signal(1.5);

/** Are the meanings of the settings shown in full? */
export const explained = signal(false);

/** One sentence about something that went wrong. */
export const notice = signal<string | null>(null);
/** What a screen reader is told, politely. */
export const announcement = signal("");

export type Verifying =
  | { readonly kind: "idle" }
  | {
      readonly kind: "running";
      readonly done: number;
      readonly total: number;
      readonly secondsLeft: number | null;
      readonly claims: readonly ClaimProgress[];
    }
  | { readonly kind: "done"; readonly id: string; readonly runs: number; readonly seconds: number; readonly failures: readonly string[] };

export const scale = signal<"smoke" | "default" | "full">("smoke");
export const verifying = signal<Verifying>({ kind: "idle" });
export const shown = signal<ReadonlyMap<string, ClaimShown>>(new Map());
/** Figures over the runs of the verification. */
export const ensembleFigures = signal<readonly Figure[]>([]);
