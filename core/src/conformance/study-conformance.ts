import type { Engine } from "@overparam/kernels";
import type { Assets } from "../data/tensor.ts";
import type { Checkpoint } from "../dynamics/dynamics.ts";
import type { Problem } from "../dynamics/problem.ts";
import { canonicalJson } from "../identity/canonical-json.ts";
import type { Measure } from "../objective/measure.ts";
import type { Sample } from "../observe/observable.ts";
import { rootKey } from "../random/root-key.ts";
import { jsonSchema } from "../schema/json-schema.ts";
import { resolveConfig } from "../schema/resolve-config.ts";
import { scales, type Scale } from "../schema/schema.ts";
import { startSolve } from "../solve/solve.ts";
import type { Claim, Trial } from "../study/claim.ts";
import type { Context } from "../study/context.ts";
import { labCurve } from "../study/lab-curve.ts";
import type { RunRecord } from "../study/record.ts";
import type { Study } from "../study/study.ts";
import type { Measured } from "../theory/evidence.ts";
import { judgeClaims } from "../theory/judge-claims.ts";
import type { TestFrame } from "./frame.ts";

/** What of a study's checks to do. */
export interface StudyOptions {
  readonly seed?: number;
  /** The scale at which every claim is judged and every counter-run must be violated; `none` where another suite does it. */
  readonly claims?: Scale | "none";
  /** Settings beside the scale. */
  readonly config?: Readonly<Record<string, unknown>>;
  readonly assets?: Assets;
}

/**
 * What every study has to be: settings with defaults and descriptions, claims that can be judged and can fail, runs that depend on config and seed alone,
 * and figures from records alone.
 */
export function studyConformance<C extends object>(test: TestFrame, study: Study<C>, engine: Engine, options: StudyOptions = {}): void {
  const { describe, it, expect } = test;
  const { seed = 1, claims = "smoke", assets = new Map() } = options;
  const configAt = (scale: Scale): C => resolveConfig(study, { ...options.config, scale });
  const contextOf = (of: number): Context => ({ engine, key: rootKey(study.id, of), assets });

  describe(`study ${study.id} on ${engine.backend}`, () => {
    it("has a citation key, a version, a paper and a sentence", () => {
      expect(study.id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      expect(Number.isSafeInteger(study.version) && study.version >= 1, "the version is a positive integer").toBe(true);
      expect(study.paper.title.length).toBeGreaterThan(0);
      expect(study.says.length).toBeGreaterThan(0);
    });

    it("has settings with defaults, descriptions and a JSON Schema", () => {
      for (const scale of scales) expect((configAt(scale) as { scale?: Scale }).scale).toBe(scale);
      const schema = jsonSchema(study.config) as { properties: Record<string, { description?: string }>; required?: string[] };
      expect(schema.required ?? [], "settings without a default").toEqual([]);
      for (const [name, property] of Object.entries(schema.properties)) {
        expect((property.description ?? "").length, `description of ${name}`).toBeGreaterThan(0);
      }
      const resolved = configAt("smoke");
      expect(canonicalJson(resolveConfig(study, resolved as Record<string, unknown>)), "resolving again changes nothing").toBe(
        canonicalJson(resolved),
      );
    });

    it("refuses a setting that does not exist, by its name", () => {
      let said = "";
      try {
        resolveConfig(study, { noSuchSetting: 1 });
      } catch (error) {
        said = (error as Error).message;
      }
      expect(said).toMatch(/noSuchSetting/);
    });

    it("names every claim, observable, preset and experiment once", () => {
      const kebab = /^[a-z0-9]+(-[a-z0-9]+)*$/;
      const once = (what: string, ids: readonly string[], pattern: RegExp): void => {
        expect(new Set(ids).size, `${what} ids are unique`).toBe(ids.length);
        for (const id of ids) expect(id, `${what} id`).toMatch(pattern);
      };
      once(
        "claim",
        study.claims.map((claim) => claim.id),
        kebab,
      );
      once(
        "observable",
        study.observables.map((observable) => observable.id),
        /^[a-z][A-Za-z0-9]*$/,
      );
      once(
        "preset",
        study.presets.map((preset) => preset.id),
        kebab,
      );
      once(
        "experiment",
        study.experiments.map((experiment) => experiment.id),
        kebab,
      );
      expect(study.claims.length).toBeGreaterThan(0);
    });

    for (const claim of study.claims) {
      it(`says what ${claim.id} states, measures and how it could fail`, () => {
        for (const [what, text] of Object.entries({
          name: claim.name,
          says: claim.says,
          statement: claim.statement,
          quantity: claim.quantity,
          why: claim.counter.why,
        })) {
          expect(text.length, what).toBeGreaterThan(0);
        }
        const { alter, ensemble, construct, reduce, predict } = claim.counter;
        const replaced = [alter, ensemble, construct, reduce, predict].filter((link) => link !== undefined).length;
        expect(replaced, "links that the counter-run replaces").toBeGreaterThan(0);
        expect(claim.ensemble !== undefined || claim.construct !== undefined, "it asks for runs or constructs something").toBe(true);
      });
    }

    it("resolves its presets and the trials of its claims and experiments, the same every time", () => {
      for (const preset of study.presets) resolveConfig(study, preset.config as Record<string, unknown>);
      for (const scale of scales) {
        const config = configAt(scale);
        const asked = (): readonly (readonly Trial<C>[])[] => [
          ...study.claims.flatMap((claim) => [claim.ensemble?.(config, seed) ?? [], claim.counter.ensemble?.(config, seed) ?? []]),
          ...study.experiments.map((experiment) => experiment.trials(config, seed)),
        ];
        const trials = asked();
        expect(canonicalJson(asked())).toBe(canonicalJson(trials));
        for (const trial of trials.flat()) {
          expect(canonicalJson(resolveConfig(study, trial.config as Record<string, unknown>)), "a trial's config is complete").toBe(
            canonicalJson(trial.config),
          );
        }
      }
    });

    it("says which of its observables and claims its page follows", () => {
      const { slope, curve } = study.lab;
      const ids = study.observables.map(({ id }) => id);
      if (curve !== undefined) expect(ids.includes(labCurve(study).observable), "the curve is an observable").toBe(true);
      if (slope !== undefined)
        expect(
          study.claims.some(({ id }) => id === slope.claim),
          "the slope is a claim's",
        ).toBe(true);
    });

    it("sets up a run by config and seed alone", () => {
      const [first, second] = [0, 1].map(() => {
        const setup = study.setup(configAt("smoke"), contextOf(seed));
        setup.problem.objective.close();
        return { start: setup.problem.start, facts: setup.facts, last: setup.schedule.last, stopAt: setup.stopAt };
      });
      expect(second).toEqual(first);
    });

    it("measures finite numbers or says that there are none, whatever the run is cut into", () => {
      const whole = run(study, configAt("smoke"), seed, contextOf(seed), [Number.MAX_SAFE_INTEGER]);
      for (const sample of whole.samples) {
        expect(Object.keys(sample.values)).toEqual(study.observables.map((observable) => observable.id));
        if (whole.outcome.kind === "not finite") continue;
        for (const [id, value] of Object.entries(sample.values)) {
          const numbers = value === null ? [] : typeof value === "number" ? [value] : value.filter((entry) => !Number.isNaN(entry));
          expect(numbers.every(Number.isFinite), `${id} at iteration ${sample.iteration}`).toBe(true);
        }
      }
      const parts = run(study, configAt("smoke"), seed, contextOf(seed), [1, 7, 64, 333, 1000, 10_000]);
      expect(canonicalJson(parts)).toBe(canonicalJson(whole));
    });

    if (claims !== "none") {
      it(`judges every claim, says violated of every counter-run, and draws its figures (${claims})`, () => {
        const config = configAt(claims);
        const runs = new Map<string, RunRecord<C>>();
        const record = (trial: Trial<C>, altered?: Claim<C, Problem<Measure>>): RunRecord<C> => {
          const id = canonicalJson([trial, altered?.id ?? null]);
          const known = runs.get(id);
          if (known !== undefined) return known;
          const made = run(study, trial.config, trial.seed, contextOf(trial.seed), [Number.MAX_SAFE_INTEGER], altered);
          runs.set(id, made);
          return made;
        };
        const cases = study.claims.map((claim) => ({
          claim,
          config,
          records: (claim.ensemble?.(config, seed) ?? []).map((trial) => record(trial)),
          constructed: claim.construct?.(config, contextOf(seed)) ?? [],
        }));
        const verdicts = judgeClaims(engine.math, cases);
        expect(canonicalJson(judgeClaims(engine.math, cases)), "judging again gives the same").toBe(canonicalJson(verdicts));
        const counters = judgeClaims(
          engine.math,
          cases.map(({ claim, records, constructed }) => {
            const { counter } = claim;
            const trials = counter.ensemble?.(config, seed) ?? claim.ensemble?.(config, seed) ?? [];
            const other: readonly RunRecord<C>[] =
              counter.alter !== undefined
                ? trials.map((trial) => record(trial, claim))
                : counter.ensemble !== undefined
                  ? trials.map((trial) => record(trial))
                  : records;
            const built: readonly Measured[] = counter.construct?.(config, contextOf(seed)) ?? constructed;
            return {
              // A counter-run may break an assumption on purpose.
              claim: { ...claim, assumes: [] },
              config,
              records: other,
              constructed: built,
              ...(counter.reduce === undefined ? {} : { reduce: counter.reduce }),
              ...(counter.predict === undefined ? {} : { predict: counter.predict }),
            };
          }),
        );
        expect(
          counters
            .filter((verdict) => verdict.verdict !== "violated")
            .map((verdict) => `${verdict.claim}: ${verdict.verdict}, ${verdict.reason}`),
          "counter-runs that the judge did not see through",
        ).toEqual([]);
        const records = [...new Set(cases.flatMap((entry) => entry.records))];
        const drawn = study.figures(records, verdicts, engine.math);
        expect(canonicalJson(study.figures(records, verdicts, engine.math)), "figures are functions of records").toBe(canonicalJson(drawn));
      });
    }
  });
}

/** A run, cut into calls of the given lengths in turn, saved and restored between them. */
function run<C extends object>(
  study: Study<C>,
  config: C,
  seed: number,
  context: Context,
  calls: readonly number[],
  altered?: Claim<C, Problem<Measure>>,
): RunRecord<C> {
  const samples: Sample[] = [];
  let saved: Checkpoint | undefined;
  for (let call = 0; ; call++) {
    const plain = study.setup(config, context);
    const setup = altered?.counter.alter?.(plain, config, context) ?? plain;
    const solve = startSolve(setup, context.engine, study.observables, saved);
    samples.push(...solve.advance(calls[call % calls.length] as number));
    saved = solve.checkpoint();
    setup.problem.objective.close();
    if (solve.outcome !== undefined)
      // Runs of one seed and different settings are different runs.
      return { id: canonicalJson([config, seed, altered?.id ?? null]), config, seed, facts: setup.facts, outcome: solve.outcome, samples };
  }
}
