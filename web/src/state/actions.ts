import type { Backend } from "@overparam/core";
import type { LiveEvent, LiveRequest } from "@overparam/lab/browser";
import type { SweepTable } from "@overparam/lab/diagram";
import { batch } from "@preact/signals";
import { fromFragment, toFragment } from "../link/link.ts";
import { departures } from "../text/departures.ts";
import { count, number } from "../text/number.ts";
import { deskClient } from "./desk-client.ts";
import * as lab from "./lab.ts";
import { mergeSamples } from "./merge-samples.ts";
import { startWorker } from "./start-worker.ts";
import { thinned } from "./thinned.ts";

const desk = deskClient(() => startWorker("desk"));
let live: Worker | undefined;
let run = 0;
/** Newest question about the settings; answers to older ones are dropped. */
let edits = 0;
/** The run that goes off by itself once it is set up. */
let toPlay = -1;

/** The study that the README and the guides speak of first, where the page has it. */
const welcome = "zhou2021local";

/** Opens the page: the studies, then the state that the link names, or the study that greets newcomers. */
export async function open(): Promise<void> {
  try {
    const answer = await desk.ask({ kind: "studies" }, ["studies"]);
    lab.cards.value = answer.cards;
    lab.failures.value = answer.failures;
    if (answer.cards.length === 0)
      lab.notice.value = "The page was built without a study that loads. Build it again with a folder of studies.";
    else await openLinked();
  } catch (error) {
    lab.cards.value ??= [];
    fail(error);
  }
}

/** Restores what the address says after `#`; a link that says nothing readable leaves the defaults and one sentence. */
export async function openLinked(): Promise<void> {
  const linked = fromFragment(location.hash);
  const first = lab.cards.value?.find((card) => card.id === welcome) ?? lab.cards.value?.[0];
  if (first === undefined) return;
  if (linked === undefined) return chooseStudy(first.id);
  if ("sentence" in linked) {
    lab.notice.value = linked.sentence;
    return chooseStudy(first.id);
  }
  if (lab.cards.value?.every((card) => card.id !== linked.study) === true) {
    lab.notice.value = `The link names the study ${JSON.stringify(linked.study)}, which this page was not built with; it shows ${first.id} instead.`;
    return chooseStudy(first.id);
  }
  selectStudy(linked.study);
  if (!(await settle(linked.config, linked.seed, linked.iteration))) {
    lab.notice.value = `The link could not be restored, so the page shows the defaults: ${lab.refusal.value?.sentence ?? ""}`;
    await settle({}, 1, 0);
  }
}

export async function chooseStudy(id: string): Promise<void> {
  selectStudy(id);
  const first = lab.study.value?.presets[0];
  lab.preset.value = first?.id ?? null;
  await settle(first?.config ?? {}, 1, 0);
}

function selectStudy(id: string): void {
  batch(() => {
    lab.studyId.value = id;
    lab.preset.value = null;
    lab.verifying.value = { kind: "idle" };
    lab.shown.value = new Map();
    lab.ensembleFigures.value = [];
  });
}

export async function choosePreset(id: string): Promise<void> {
  const chosen = lab.study.value?.presets.find((one) => one.id === id);
  if (chosen === undefined) return;
  lab.preset.value = id;
  await settle(chosen.config, lab.seed.value, 0);
}

/** Opens a trial of a sweep as the page's run; gives the run's id on the sweep's backend, or the sentence that refused it. */
export async function replay(trial: {
  readonly file: SweepTable["file"];
  readonly backend: Backend;
  readonly cell: number;
  readonly seed: number;
}): Promise<{ readonly id: string } | string> {
  try {
    const { config, seed, id } = await desk.ask({ kind: "trial", ...trial }, ["trial"]);
    if (lab.studyId.value !== trial.file.study) selectStudy(trial.file.study);
    lab.preset.value = null;
    if (!(await settle(config, seed, 0))) return lab.refusal.value?.sentence ?? "The trial's settings were refused.";
    toPlay = run;
    return { id };
  } catch (error) {
    return message(error);
  }
}

/** Changes one setting; nested settings by their path. A new config is a new run. */
export async function edit(path: readonly string[], value: unknown): Promise<void> {
  await settle(withValue(lab.config.value, path, value), lab.seed.value, 0, path.join("."));
}

export async function editSeed(value: number): Promise<void> {
  await settle(lab.config.value, value, 0, "seed");
}

/** Reads a file in the worker and puts the hash of its content into the settings. */
export async function chooseFile(path: readonly string[], file: File): Promise<void> {
  try {
    const answer = await desk.ask({ kind: "file", name: file.name, bytes: await file.arrayBuffer() }, ["file"]);
    lab.assets.value = new Map([...lab.assets.value, ...answer.assets]);
    lab.fileNames.value = new Map([...lab.fileNames.value, [answer.hash, { name: file.name, says: answer.says }]]);
    await edit(path, answer.hash);
  } catch (error) {
    lab.refusal.value = { field: path.join("."), sentence: message(error) };
  }
}

/** Asks for the full config; on refusal the sentence is shown and the present run stays. */
async function settle(settings: lab.Config, seed: number, at: number, field = ""): Promise<boolean> {
  const id = lab.studyId.value;
  if (id === null) return false;
  const mine = ++edits;
  try {
    const answer = await desk.ask({ kind: "resolve", study: id, config: settings, seed }, ["resolved"]);
    if (mine !== edits) return true;
    batch(() => {
      lab.refusal.value = null;
      lab.config.value = answer.config;
      lab.seed.value = seed;
      lab.runId.value = answer.id;
      lab.backend.value = answer.backend;
      outdate();
    });
    openRun(at);
    return true;
  } catch (error) {
    if (mine === edits) lab.refusal.value = { field, sentence: message(error) };
    return false;
  }
}

/** Verdicts belong to a config; those of another one are taken away. */
function outdate(): void {
  if (lab.verifying.value.kind === "running") void desk.ask({ kind: "stop" }, ["stopped"]);
  lab.verifying.value = { kind: "idle" };
  lab.shown.value = new Map();
  lab.ensembleFigures.value = [];
}

function openRun(at: number): void {
  run += 1;
  batch(() => {
    lab.phase.value = "opening";
    lab.samples.value = [];
    lab.trail.value = [];
    lab.neurons.value = null;
    lab.graph.value = null;
    lab.marks.value = [0];
    lab.reading.value = null;
    lab.figures.value = [];
    lab.outcome.value = null;
    lab.iteration.value = 0;
    lab.time.value = 0;
    lab.value.value = Number.NaN;
    lab.rate.value = 0;
    lab.facts.value = {};
  });
  send({ kind: "open", run, study: lab.studyId.value ?? "", config: lab.config.value, seed: lab.seed.value, at, assets: lab.assets.value });
}

function send(request: LiveRequest): void {
  if (live === undefined) {
    live = startWorker("live");
    live.onmessage = ({ data }: MessageEvent<LiveEvent>) => hear(data);
    live.onerror = (event) => {
      event.preventDefault();
      live?.terminate();
      live = undefined;
      // Nothing is there to run until a change of a setting makes another worker.
      lab.phase.value = "opening";
      lab.notice.value = `The run's worker stopped (${event.message || "its script did not load"}). Change a setting to start another one.`;
    };
  }
  live.postMessage(request);
}

function hear(event: LiveEvent): void {
  if (event.run !== run) return;
  batch(() => {
    switch (event.kind) {
      case "opened":
        lab.runId.value = event.id;
        lab.backend.value = event.backend;
        lab.facts.value = event.facts;
        lab.last.value = event.last;
        break;
      case "fault":
        lab.notice.value = event.sentence;
        lab.phase.value = "paused";
        break;
      case "frame": {
        const before = lab.phase.value;
        lab.phase.value = event.phase;
        lab.iteration.value = event.iteration;
        lab.time.value = event.time;
        lab.value.value = event.value;
        lab.rate.value = event.rate;
        lab.samples.value = mergeSamples(lab.samples.value, event.samples);
        lab.neurons.value = event.neurons;
        lab.graph.value = event.graph;
        if (event.trail.length > 0)
          lab.trail.value = thinned(
            [...lab.trail.value, ...event.trail].sort((a, b) => a.iteration - b.iteration),
            400,
          );
        if (event.marks !== null) lab.marks.value = event.marks;
        lab.outcome.value = event.outcome;
        if (event.reading !== null) {
          lab.reading.value = event.reading;
          if (event.reading.figures !== null) lab.figures.value = event.reading.figures;
        }
        const moving = event.phase === "running" || event.phase === "seeking";
        if (!moving) remember();
        if (before !== event.phase || !moving) announcePhase(event.phase);
        if (toPlay === run && event.phase === "paused") {
          toPlay = -1;
          play();
        }
      }
    }
  });
}

function announcePhase(phase: string): void {
  const at = `iteration ${count(lab.iteration.value)}, ${lab.study.value?.curve.name ?? "loss"} ${number(lab.value.value)}`;
  const says =
    phase === "running"
      ? "Running."
      : phase === "over"
        ? `The run is over at ${at}. ${lab.outcome.value?.says ?? ""}`
        : phase === "paused"
          ? `Paused at ${at}.`
          : "";
  if (says !== "") lab.announcement.value = says;
}

export function play(): void {
  send({ kind: "run", pace: lab.pace.value });
}

export function pause(): void {
  send({ kind: "pause" });
}

export function step(): void {
  send({ kind: "step" });
}

export function seek(iteration: number): void {
  send({ kind: "seek", iteration });
}

export function rewind(): void {
  seek(0);
}

/** The address of exactly this state. */
export function link(): string {
  const card = lab.study.value;
  const fragment = toFragment({
    study: lab.studyId.value ?? "",
    config: card === null ? lab.config.value : departures(lab.config.value, card.defaults),
    seed: lab.seed.value,
    iteration: lab.iteration.value,
  });
  return `${location.href.split("#", 1)[0]}#${fragment}`;
}

/** Keeps the address in step with the page, so that a reload restores it; the history gains nothing. */
function remember(): void {
  history.replaceState(null, "", link());
}

/** The main job: all runs of all claims and counter-runs, then the verdicts. */
export async function verify(): Promise<void> {
  const id = lab.studyId.value;
  if (id === null) return;
  lab.shown.value = new Map();
  lab.ensembleFigures.value = [];
  lab.verifying.value = { kind: "running", done: 0, total: 0, secondsLeft: null, claims: [] };
  lab.announcement.value = "Verifying.";
  const workers = Math.max(1, Math.min(8, (navigator.hardwareConcurrency || 2) - 1));
  const mine = edits;
  const order = {
    kind: "verify",
    study: id,
    config: { ...lab.config.value, scale: lab.scale.value },
    seed: lab.seed.value,
    workers,
    assets: lab.assets.value,
  } as const;
  try {
    const answer = await desk.ask(order, ["verified", "stopped"], (progress) => {
      if (mine !== edits) return;
      lab.verifying.value = {
        kind: "running",
        done: progress.done,
        total: progress.total,
        secondsLeft: progress.secondsLeft,
        claims: progress.claims,
      };
      if (progress.shown !== null) lab.shown.value = new Map(progress.shown.map((one) => [one.claim, one]));
    });
    if (mine !== edits) return;
    batch(() => {
      if (answer.kind === "stopped") {
        lab.verifying.value = { kind: "idle" };
        lab.announcement.value = "The verification was stopped.";
        return;
      }
      lab.verifying.value = { kind: "done", id: answer.id, runs: answer.runs, seconds: answer.seconds, failures: answer.failures };
      lab.shown.value = new Map(answer.claims.map((one) => [one.claim, one]));
      lab.ensembleFigures.value = answer.figures;
      lab.announcement.value = `Verified: ${counts()}.`;
    });
  } catch (error) {
    if (mine !== edits) return;
    lab.verifying.value = { kind: "idle" };
    fail(error);
  }
}

export function stopVerifying(): void {
  void desk.ask({ kind: "stop" }, ["stopped"]);
}

/** `9 hold · 3 undecided · 2 not applicable`. */
export function counts(): string {
  const words = [...lab.shown.value.values()].map(({ verdict }) => verdict.verdict);
  const of = (word: string) => words.filter((one) => one === word).length;
  return (
    [
      [of("holds"), of("holds") === 1 ? "holds" : "hold"],
      [of("violated"), "violated"],
      [of("undecided"), "undecided"],
      [of("not applicable"), "not applicable"],
    ] as const
  )
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}`)
    .join(" · ");
}

function withValue(settings: lab.Config, [key, ...rest]: readonly string[], value: unknown): lab.Config {
  if (key === undefined) return settings;
  const inner = settings[key];
  const next = rest.length === 0 ? value : withValue(typeof inner === "object" && inner !== null ? (inner as lab.Config) : {}, rest, value);
  const { [key]: _, ...others } = settings;
  return next === undefined ? others : { ...settings, [key]: next };
}

function fail(error: unknown): void {
  lab.notice.value = message(error);
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
