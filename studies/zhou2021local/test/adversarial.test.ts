import { type Moment, resolveConfig, rootKey, type RunRecord, type Sample } from "@overparam/core";
import { loadEngine } from "@overparam/kernels/node";
import { describe, expect, it } from "vitest";
import type { Config } from "../config.ts";
import study from "../index.ts";
import { lemma12Norm } from "../claims/lemma-12-norm.ts";
import { lemma8 } from "../claims/lemma-8.ts";
import { theorem4 } from "../claims/theorem-4.ts";
import { theorem5Descent } from "../claims/theorem-5-descent.ts";
import { theorem5Width } from "../claims/theorem-5-width.ts";
import { alignment } from "../observables/alignment.ts";
import type { ZhouProblem } from "../problem.ts";
import { mergedPairLoss } from "../teacher/merged-pair.ts";
import { mirroredSweep } from "../widths.ts";
import { verdictOf } from "./support/verdict-of.ts";
import { verdictsOf } from "./support/verdicts.ts";

const engine = await loadEngine();
const config = resolveConfig(study, {});
const facts = {
  law: "gaussian",
  separation: 60,
  wMin: 1,
  wMax: 1,
  r: 3,
  m: 6,
  threshold: 0.1,
  eta: 0.1,
  sharpness: 5,
  batch: 0,
  startLoss: 0.1,
};

/** A record whose values at each loss are given. */
function recordOf(
  seed: number,
  losses: readonly number[],
  values: (loss: number, k: number) => Sample["values"],
  more = {},
): RunRecord<Config> {
  const samples = losses.map(
    (loss, k): Sample => ({
      iteration: k,
      time: k / 10,
      values: { loss, lossFloor: Number.isFinite(loss) ? 1e-16 : Number.NaN, ...values(loss, k) },
    }),
  );
  return {
    id: `record ${seed}`,
    config,
    seed,
    facts: { ...facts, ...more },
    outcome: { kind: "out of steps", iteration: 0, time: 0, value: 0, says: "" },
    samples,
  };
}

const falling = Array.from({ length: 61 }, (_, k) => 0.1 * 10 ** (-k / 10));
const seeds = [1, 2, 3, 4, 5];

describe("records that decide are not dropped", () => {
  it("calls a gradient of exactly 0 at a positive loss a violation of Theorem 4", () => {
    const good = seeds.map((seed) => recordOf(seed, falling, (loss) => ({ gradientNorm: loss ** (2 / 3) * (1 + seed / 1000) })));
    expect(verdictOf(engine, theorem4, good).verdict).toBe("holds");
    const stuck = seeds.map((seed) => recordOf(seed, falling, (loss, k) => ({ gradientNorm: k > 50 ? 0 : loss ** (2 / 3) })));
    expect(verdictOf(engine, theorem4, stuck).verdict).toBe("violated");
  });

  it("lets no slope be fitted where most runs have none", () => {
    const runs = Array.from({ length: 30 }, (_, seed) =>
      recordOf(seed, seed < 3 ? falling : falling.slice(0, 3), (loss) => ({ gradientNorm: loss ** (2 / 3) * (1 + seed / 1000) })),
    );
    expect(verdictOf(engine, theorem4, runs).verdict).toBe("undecided");
  });

  it("calls a loss that blows up a violation of descent", () => {
    const blown = seeds.map((seed) => recordOf(seed, [0.1, 0.09, 0.08, Number.POSITIVE_INFINITY], () => ({ rise: -0.01 })));
    expect(verdictOf(engine, theorem5Descent, blown).verdict).toBe("violated");
    const lost = seeds.map((seed) => recordOf(seed, [0.1, 0.09, 0.08, Number.NaN], () => ({ rise: -0.01 })));
    expect(verdictOf(engine, theorem5Descent, lost).verdict).toBe("violated");
  });

  it("judges statements about W only where the loss is below the threshold", () => {
    const bouncing = [...falling.slice(0, 31), 50, 500, 5000];
    const runs = seeds.map((seed) =>
      recordOf(seed, bouncing, (loss) => ({ gradientNorm: loss > 1 ? 1e-9 : loss ** (2 / 3) * (1 + seed / 1000) })),
    );
    expect(verdictOf(engine, theorem4, runs).verdict).toBe("holds");
    // Between two records no slope is left.
    const diverging = seeds.map((seed) => recordOf(seed, [0.1, 0.2, 4, 60, 700, 1e5], (loss) => ({ gradientNorm: loss })));
    expect(verdictOf(engine, theorem4, diverging).verdict).toBe("undecided");
  });
});

describe("Lemma 8", () => {
  const at = (ratio: (loss: number) => number) =>
    seeds.map((seed) => recordOf(seed, falling, (loss) => ({ alignment: [loss, ratio(loss) * loss, 1e-17] })));

  it("is judged on students near their teacher, violated where it fails to the end, undecided where only a larger loss fails", () => {
    expect(
      verdictOf(
        engine,
        lemma8,
        at(() => 1.7),
      ).verdict,
    ).toBe("holds");
    expect(
      verdictOf(
        engine,
        lemma8,
        at(() => 0.7),
      ).verdict,
    ).toBe("violated");
    const above = verdictOf(
      engine,
      lemma8,
      at((loss) => (loss > 0.01 ? 0.7 : 1.7)),
    );
    expect(above.verdict).toBe("undecided");
    expect(above.reason).toMatch(/5 runs fail at a larger loss/);
  });

  it("leaves out, and counts, records on which no q is possible", () => {
    const verdict = verdictOf(
      engine,
      lemma8,
      at((loss) => (loss > 0.01 ? Number.NaN : 1.7)),
    );
    expect(verdict.verdict).toBe("holds");
    expect(verdict.reason).toMatch(/5[05] records were left out because a teacher has students of less than half its mass/);
  });

  it("is not measured where a teacher has no student", () => {
    const setup = study.setup(resolveConfig(study, { students: 12, uncovered: 1, startAngle: 0.1 }), {
      engine,
      key: rootKey(study.id, 3),
      assets: new Map(),
    });
    const problem = setup.problem as ZhouProblem;
    const gradient = new Float64Array(problem.start.length);
    const value = problem.objective.gradient(problem.start, gradient);
    const moment: Moment<ZhouProblem> = {
      problem,
      state: { iteration: 0, time: 0, theta: problem.start },
      value,
      gradient,
      rise: 0,
      engine,
    };
    const [group, half, rounding] = alignment.measure(moment) as Float64Array;
    expect([group, half]).toEqual([Number.NaN, Number.NaN]);
    expect(rounding).toBeGreaterThan(0);
    problem.objective.close();
  });
});

describe("Lemma 12", () => {
  it("is not fitted on the rounding of ‖R_2‖²", () => {
    // L^1.5 above a rounding of 1e−12, noise below.
    const runs = seeds.map((seed) =>
      recordOf(seed, falling, (loss) => ({
        residualNorms: [loss, loss ** 1.5 > 1e-10 ? loss ** 1.5 * (1 + seed / 1000) : 1e-13, 2 * loss, 1e-12],
      })),
    );
    const longer = runs.map((run) => ({
      ...run,
      samples: [...run.samples, ...recordOf(1, [3e-8, 1e-8, 3e-9], () => ({ residualNorms: [1, 1e-13, 1, 1e-12] })).samples],
    }));
    expect(verdictOf(engine, lemma12Norm, longer)).toMatchObject({ verdict: "holds" });
    expect(verdictOf(engine, lemma12Norm, longer).estimate).toBeCloseTo(1.5, 6);
  });
});

describe("the threshold", () => {
  it("is below what one neuron in place of the closest pair costs", () => {
    const pair = (p: number, q: number, angle: number) => Float64Array.of(p, 0, q * Math.cos(angle), q * Math.sin(angle));
    // Equal norms: the best neuron is the bisector.
    const k = (t: number) => (2 / Math.PI) * (Math.sin(t) + (Math.PI / 2 - t) * Math.cos(t));
    expect(mergedPairLoss(engine.math, pair(1, 1, 0.6), 2)).toBeCloseTo((2 + 2 * k(0.6) - (2 * k(0.3)) ** 2) / 2, 12);
    // No neuron on a fine grid of angles is better.
    const best = mergedPairLoss(engine.math, pair(0.5, 2, 1), 2);
    const grid = Array.from({ length: 1000 }, (_, i) => (0.25 + 4 + 2 * k(1) - (0.5 * k(i / 999) + 2 * k(1 - i / 999)) ** 2) / 2);
    expect(best).toBeLessThanOrEqual(Math.min(...grid) + 1e-12);
    expect(best).toBeGreaterThan(Math.min(...grid) - 1e-5);
    expect(mergedPairLoss(engine.math, Float64Array.of(1, 0), 2)).toBe(Number.POSITIVE_INFINITY);
    expect(mergedPairLoss(engine.math, pair(1, 1, 0), 2)).toBeCloseTo(0, 14);
  });

  it.each<readonly [string, Partial<Config>]>([
    ["twenty teachers at 2° in the plane", { dimension: 2, teachers: 20, students: 20, separation: 2 }],
    ["very unequal norms", { normMin: 0.05, normMax: 5 }],
  ])("calls nothing violated before the asymptotic regime: %s", { timeout: 300_000 }, (_name, change) => {
    const { claims } = verdictsOf(engine, resolveConfig(study, { scale: "smoke", ...change }), 1, new Map(), { counters: false });
    expect(claims.filter(({ verdict }) => verdict === "violated").map(({ claim, reason }) => `${claim}: ${reason}`)).toEqual([]);
  });
});

describe("a step that is not small", () => {
  it.each([1, 2, 5])("is outside Theorem 5: step = %d", { timeout: 120_000 }, (step) => {
    const { claims } = verdictsOf(engine, resolveConfig(study, { scale: "smoke", step }), 1, new Map(), { counters: false });
    const of = (id: string) => claims.find(({ claim }) => claim === id)?.verdict;
    for (const id of ["theorem-5-descent", "theorem-5-rate", "theorem-5-width"]) expect(of(id), id).toBe("not applicable");
    for (const { claim, verdict } of claims) expect(verdict, claim).not.toBe("violated");
  });
});

describe("constants that must not grow with the width", () => {
  it("are no numbers where the largest value is the last one of a run that could go on", () => {
    const runs = (kind: "out of steps" | "reached") =>
      seeds.flatMap((seed) =>
        [6, 12, 24, 48].map((m) => {
          const run = recordOf(seed, falling.toReversed(), () => ({}), { m });
          return { ...run, outcome: { ...run.outcome, kind } };
        }),
      );
    expect(verdictOf(engine, theorem5Width, runs("out of steps"))).toMatchObject({ verdict: "undecided", estimate: null });
    expect(verdictOf(engine, theorem5Width, runs("reached")).estimate).not.toBeNull();
  });

  it("are compared from one start loss", () => {
    const starts = mirroredSweep(config, 1)
      .filter(({ seed }) => seed === 1000)
      .map((trial) => {
        const { facts: own, problem } = study.setup(resolveConfig(study, trial.config), {
          engine,
          key: rootKey(study.id, trial.seed),
          assets: new Map(),
        });
        problem.objective.close();
        return own["startLoss"] as number;
      });
    expect(starts.length).toBe(5);
    for (const loss of starts) expect(Math.abs(loss / (starts[0] as number) - 1)).toBeLessThan(1e-6);
  });

  it("leave out widths that start elsewhere", () => {
    const elsewhere = seeds.map((seed) => recordOf(seed, falling, () => ({}), { startLoss: 0.05 }));
    const runs = elsewhere.map((run) => ({ ...run, config: { ...config, startLoss: 0.1 } }));
    const verdict = verdictOf(engine, theorem5Width, runs, "keep assumptions");
    expect(verdict.verdict).toBe("not applicable");
    expect(verdict.reason).toMatch(/every width starts at the same loss does not hold/);
  });
});
